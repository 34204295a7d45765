"""What the generated questions are about: situations without numbers, in one sentence each."""

PREDICTIVE = (
    "A hospital replaces its network hardware by a fixed plan, and the board meets tomorrow.",
    "A city moves its permit records to a new data centre under an approved baseline.",
    "A university refits its laboratories by plan, and the finance office asks for figures.",
    "A wind farm operator renews its control system in stages that a plan sets out.",
    "A museum digitises its archive with a contractor by a plan that its trustees approved.",
    "A bank upgrades the identity system of all its branches under a signed plan.",
    "A rail company fits new ticket gates, and the control office reviews the work every month.",
    "A food producer introduces a new ERP system, and the steering group wants to see numbers.",
    "A school district rolls out tablets by plan, and the council follows every step.",
    "A water utility replaces its meters district by district under an approved schedule.",
    "A hotel group moves its bookings to a hosted service along a plan with fixed stages.",
    "A county builds a control room for its ambulances, and the auditors keep an eye on it.",
    "A farm co-operative equips its silos with sensors by a plan that all members signed.",
    "A television station renews its studio control, and the managers ask for hard figures.",
)

AGILE = (
    "A charity's team builds an app for volunteers and shows its work after every sprint.",
    "A transport authority's team develops a trip planner from one ordered backlog.",
    "A publisher's team rebuilds its online shop in short sprints with a steady crew.",
    "A housing agency's team builds a repair portal and keeps its backlog in public view.",
    "A clinic's team extends its booking service and talks to patients after every sprint.",
    "An energy firm's team develops a tariff calculator with a product owner from sales.",
    "A library's team writes a reading app and lets its youngest users try each increment.",
    "A sports club's team builds a court planner and orders its backlog with the members.",
    "A customs office's team automates its forms and reviews each increment with the clerks.",
    "A parcel service's team improves its tracking page and releases from one backlog.",
)

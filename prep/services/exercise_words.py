"""What exercises call settings and gaps, in words for people."""

SETTINGS = {
    "meeting-notes": "Owning the meeting notes",
    "action-items": "Tracking action items",
    "workstream": "Coordinating a small workstream",
    "shadowing": "Shadowing a project manager",
    "process-improvement": "Leading a process improvement",
    "rollout": "Running a small rollout",
    "incident": "An incident and its review",
    "vendor": "Coordinating a vendor",
    "change-prep": "Preparing a change",
}
"""The occasions at work."""

GAPS = {
    "scheduling": "Scheduling",
    "scope-change": "Scope and change control",
    "risk": "Risk",
    "status-reporting": "Status reporting",
    "facilitation": "Facilitation",
    "conflict": "Conflict",
    "stakeholder-engagement": "Stakeholder engagement",
    "communication": "Communication",
    "budget-evm": "Budget and earned value",
    "quality": "Quality",
    "procurement": "Procurement and vendors",
    "resources-team": "Resources and team",
    "knowledge-transfer": "Knowledge transfer",
    "value-benefits": "Value and benefits",
    "governance-compliance": "Governance and compliance",
    "organisational-change": "Organisational change",
    "closing-lessons": "Closing and lessons learned",
    "agile-delivery": "Agile delivery",
    "business-analysis": "Business analysis",
}
"""What exercises train, in the order of the library."""

"""Terms of IT that a reader from another field may not know, each with plainer words."""

import re

TERMS = {
    "AD": "the directory of user accounts",
    "ADFS": "single sign-on",
    "ACL": "access rules",
    "AKS": "the platform that runs the software",
    "API": "the link between two systems",
    "AWS": "rented computing at Amazon",
    "BGP": "routing between networks",
    "BYOD": "people’s own devices",
    "CAB": "the group that approves changes",
    "CDN": "faster delivery of web pages",
    "CI/CD": "automatic build and release",
    "CMDB": "the inventory of systems",
    "CRM": "the customer records",
    "CVE": "a known security hole",
    "DHCP": "automatic network addresses",
    "DLP": "protection against leaks",
    "DMZ": "the guarded outer network",
    "DNS": "the directory of network names",
    "DR": "recovery after a disaster",
    "EDR": "protection of laptops and servers",
    "ERP": "the finance and logistics system",
    "ESXi": "the servers that host other servers",
    "ETL": "the nightly data transfer",
    "GPO": "central settings of all computers",
    "IAM": "who may use what",
    "IaC": "set-up written as text",
    "IDS": "intrusion alarms",
    "IOPS": "disk speed",
    "ITSM": "the service process",
    "KB": "help article",
    "L1": "first-line support",
    "L2": "second-line support",
    "L3": "the specialists",
    "LAN": "the office network",
    "LDAP": "the directory of user accounts",
    "LUN": "disk space",
    "MDM": "the management of phones",
    "MFA": "the second step of log-in",
    "MTTR": "the average time to repair",
    "NAC": "the check before a device joins the network",
    "NAS": "shared file storage",
    "NAT": "address translation",
    "NOC": "the network watch",
    "OU": "a group of accounts",
    "P1": "a failure that stops work",
    "P2": "a failure that slows work",
    "PoC": "a trial",
    "PXE": "set-up over the network",
    "QoS": "priority for calls",
    "RBAC": "rights by role",
    "RCA": "the search for the cause",
    "RDP": "remote desktop",
    "REST": "the link between two systems",
    "RMM": "remote maintenance",
    "RPO": "how much data may be lost",
    "RTO": "how soon it must run again",
    "SAML": "single sign-on",
    "SAN": "central storage",
    "SCCM": "central software delivery",
    "SIEM": "the collection of security alarms",
    "SLA": "the agreed service level",
    "SOC": "the security watch",
    "SSO": "one log-in for all",
    "SSL": "the encryption of web pages",
    "SRE": "keeping services reliable",
    "SQL": "the database",
    "TLS": "the encryption of web pages",
    "UAT": "the users’ own test",
    "UPS": "battery power",
    "VDI": "desktops from the data centre",
    "VLAN": "a separate network",
    "VM": "a virtual server",
    "VoIP": "internet telephony",
    "VPN": "secure remote access",
    "WAF": "the guard before the web site",
    "WAN": "the network between sites",
    "WSUS": "central updates",
}
"""As it is written, told apart by case: “AD” is a term, “ad” is not."""

WORDS = {
    "k8s": "the platform that runs the software",
    "kubernetes": "the platform that runs the software",
    "kubectl": "the platform’s commands",
    "terraform": "set-up written as text",
    "ansible": "automatic set-up",
    "docker": "packed software",
    "containerised": "packed, so that it runs anywhere",
    "containerized": "packed, so that it runs anywhere",
    "hypervisor": "the software that hosts servers",
    "failover": "the switch to the spare",
    "hotfix": "an urgent correction",
    "hotfixes": "urgent corrections",
    "cutover": "the switch to the new system",
    "refactored": "rewrote without changing what it does",
    "repo": "the store of the source text",
    "endpoint": "device",
    "endpoints": "devices",
    "middleware": "the software in between",
    "vmotion": "moving a running server",
    "powershell": "scripts",
    "cron": "a timed job",
    "devops": "building and running together",
    "on-prem": "in our own data centre",
    "prod": "the live system",
}
"""In any case."""

_TERM = re.compile(
    rf"(?<![\w/.-])({'|'.join(sorted(map(re.escape, TERMS), key=len, reverse=True))})s?(?![\w/])"
)
_WORD = re.compile(
    rf"(?<![\w/-])({'|'.join(sorted(map(re.escape, WORDS), key=len, reverse=True))})(?![\w/])",
    re.IGNORECASE,
)


def jargon_in(text: str) -> dict[str, str]:
    """Terms as they stand in the text, each once, with plainer words for them."""
    found = {match.start(): (match.group(), TERMS[match[1]]) for match in _TERM.finditer(text)}
    found |= {
        match.start(): (match.group(), WORDS[match[1].lower()]) for match in _WORD.finditer(text)
    }
    return dict(found[start] for start in sorted(found))

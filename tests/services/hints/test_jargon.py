"""Which terms are flagged, with what in their place."""

import pytest

from prep.services.portfolio.hints.jargon import TERMS, WORDS, jargon_in
from prep.services.portfolio.hints.points import check_plain_words
from tests.services.hints.phrases import table

JARGON = table(
    """
    AD | Cleaned up AD
    VLAN | Built a VLAN for guests
    VLANs | Split two VLANs
    P1 | Closed a P1 in an hour
    P1s | Closed four P1s
    k8s | Moved to k8s
    Kubernetes | Moved to Kubernetes
    MFA | Rolled out MFA
    SSO | Introduced SSO
    DNS | Fixed DNS
    VPN | Planned the VPN
    SLA | Met the SLA
    SLAs | Met all SLAs
    CAB | Presented to the CAB
    RCA | Wrote the RCA
    CI/CD | Introduced CI/CD
    CMDB | Cleaned the CMDB
    AWS | Moved to AWS
    SQL | Tuned SQL
    API | Built an API
    APIs | Built two APIs
    VM | Moved a VM
    VMs | Moved 40 VMs
    VDI | Piloted VDI
    GPO | Changed a GPO
    MDM | Brought in MDM
    LDAP | Joined LDAP
    RBAC | Introduced RBAC
    MTTR | Cut MTTR by half
    RTO; RPO | Agreed RTO and RPO
    DR | Tested DR
    UAT | Led UAT
    ERP | Upgraded the ERP
    CRM | Moved the CRM
    SAN | Replaced the SAN
    WAN | Renewed the WAN
    LAN | Renewed the LAN
    SIEM | Chose a SIEM
    EDR | Rolled out EDR
    SCCM | Retired SCCM
    WSUS | Replaced WSUS
    PoC | Ran a PoC
    KB | Wrote a KB article
    L2 | Handed over to L2
    VoIP | Moved to VoIP
    ESXi | Patched ESXi
    IaC | Introduced IaC
    Terraform | Wrote Terraform
    PowerShell | Automated it with PowerShell
    failover | Tested the failover
    cutover | Planned the cutover
    prod | Released to prod
    endpoints | Patched 900 endpoints
    on-prem | Left on-prem
    hotfix | Shipped a hotfix
    AD; VLAN | Joined AD, then the VLAN
    TLS | Renewed TLS
    DevOps | Joined DevOps and sales
    RDP | Closed remote desktop (RDP)
    UPS | Tested the UPS
    # false alarms
    - | Placed an ad in the paper
    - | Sent parcels to two shops
    - | The dr gave advice
    - | Visited a dry dock
    - | Rests between shifts
    - | Wanted posters
    - | Ups and downs
    - | Paragraph P12
    - | Reproduced the error
    - | A product for schools
    - | VMware
    - | Apiary
    - | Landed in Lancaster
    - | Saner rules
    - | Coordinated four teams
    - | Moved mail for 14 sites
    - | L20 tractors
    - | MADE IN CHINA
    - | crone
    """
)


@pytest.mark.parametrize(("expected", "phrase"), JARGON)
def test_terms_are_found_as_whole_words(expected: str, phrase: str) -> None:
    found = jargon_in(phrase)

    assert list(found) == ([] if expected == "-" else expected.split("; "))
    assert check_plain_words(phrase).is_present == (not found)


def test_plainer_words_are_offered() -> None:
    point = check_plain_words("Cleaned up AD")

    assert point.message == "A recruiter may not know “AD”."
    assert point.fix == "Say what it did for people. AD: the directory of user accounts."


def test_a_term_is_named_once_and_three_at_most() -> None:
    point = check_plain_words("AD and AD, VLAN, DNS, SAN")

    assert point.message == "A recruiter may not know “AD”, “VLAN”, “DNS”."


def test_the_list_has_about_eighty_terms_that_each_find_themselves() -> None:
    terms = [*TERMS, *WORDS]

    assert len(terms) >= 80
    assert [term for term in terms if list(jargon_in(f"The {term} here")) != [term]] == []


def test_no_plainer_wording_holds_jargon_itself() -> None:
    meanings = {**TERMS, **WORDS}

    assert {term: text for term, text in meanings.items() if jargon_in(text)} == {}


def test_the_table_has_at_least_sixty_phrases() -> None:
    assert len(JARGON) >= 60

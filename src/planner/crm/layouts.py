"""The CRM and the kind of an export, recognized by its header; the field of each column.

The names are those of the English exports. Columns that are not fields but help to read one (a deal's status, the
currency of an amount, a first name) have the names in `HELPER_COLUMNS`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple, get_args, get_type_hints

from planner.core.book import Account, Contact, Deal

Columns = Mapping[str, tuple[str, ...]]  # field -> its columns, the best first

KINDS = {"prospect": Deal, "account": Account, "contact": Contact}
WORDS = {"prospect": "deals", "account": "accounts", "contact": "contacts"}
HELPER_COLUMNS = {
    "prospect": (
        *("currency", "status", "closed", "created", "period", "deleted", "is_won", "is_closed", "pipeline", "owner"),
        *("company_id", "contact_ids"),
    ),
    "account": ("type", "deleted", "currency", "owner"),
    "contact": ("first_name", "last_name", "company_id", "deleted", "owner"),
}
_UNMAPPABLE = ("id", "answers", "response", "windows", "at", "came", "needs")


class Layout(NamedTuple):
    """One kind of export: its header has all of `needs`, each a column or a field of `columns`."""

    crm: str  # "" for an unknown CRM
    kind: str
    needs: tuple[str, ...]
    columns: Columns


def normal(header: str) -> str:
    """A column's name without case and marks: "Deal - Title" and "deal_title" are the same."""
    return re.sub(r"[^\w%]|_", "", header.casefold())


@cache
def fields_of(kind: str) -> Mapping[str, object]:
    """The fields that a column can be mapped to, with their types, helper columns included."""
    fields = {name: _bare(hint) for name, hint in get_type_hints(KINDS[kind]).items() if name not in _UNMAPPABLE}
    return fields | dict.fromkeys(HELPER_COLUMNS[kind], str)


def matching_layouts(header: Iterable[str], mapped_fields: Iterable[str] = ()) -> tuple[Layout, ...]:
    """The layouts that fit a header, the likeliest first.

    `mapped_fields` are the fields that the rep mapped columns to.
    """
    there = {normal(name) for name in (*header, *mapped_fields)}
    fitting = [layout for layout in LAYOUTS if _fits(layout, there)]

    def known(layout: Layout) -> int:
        return sum(normal(name) in there for names in layout.columns.values() for name in names)

    return tuple(sorted(fitting, key=lambda layout: (bool(layout.crm), known(layout)), reverse=True))


def _fits(layout: Layout, there: set[str]) -> bool:
    """Return whether each need is met: by a column, or for a field by any of its columns."""
    for need in layout.needs:
        names = layout.columns.get(need, (need,))
        if not any(normal(name) in there for name in (need, *names)):
            return False
    return True


def columns_in(layout: Layout, header: Sequence[str], mapping: Mapping[str, str]) -> dict[str, tuple[int, ...]]:
    """Field -> its columns in this header (from 0).

    `mapping` maps columns by name to a field, or to "" for none.
    """
    own = {normal(column): field for column, field in mapping.items()}
    found: dict[str, list[int]] = {}
    for number, name in enumerate(header):
        if field := own.get(normal(name)):
            found.setdefault(field, []).append(number)
    places = {normal(name): number for number, name in reversed(list(enumerate(header)))}
    for field, names in layout.columns.items():
        if field in found:
            continue
        here = [places[normal(name)] for name in names if normal(name) in places and normal(name) not in own]
        if here:
            found[field] = here
    return {field: tuple(dict.fromkeys(numbers)) for field, numbers in found.items()}


def _bare(hint: object) -> object:
    inner = [part for part in get_args(hint) if part is not type(None)]
    return inner[0] if inner and type(None) in get_args(hint) else hint


_SALESFORCE_DELETED = ("IsDeleted",)

LAYOUTS = (
    Layout(
        "Salesforce",
        "prospect",
        ("StageName", "CloseDate", "Name"),
        {
            "crm_id": ("Id",),
            "name": ("Name",),
            "company": ("Account.Name", "AccountName"),
            "company_id": ("AccountId",),
            "contact_ids": ("ContactId",),
            "amount": ("Amount",),
            "currency": ("CurrencyIsoCode",),
            "stage": ("StageName",),
            "is_closed": ("IsClosed",),
            "is_won": ("IsWon",),
            "since": ("LastStageChangeDate",),
            "created": ("CreatedDate",),
            "closed": ("CloseDate",),
            "expected": ("CloseDate",),
            "last_touch": ("LastActivityDate",),
            "next": ("NextStep",),
            "deleted": _SALESFORCE_DELETED,
            "owner": ("Owner.Name", "OwnerId"),
        },
    ),
    Layout(
        "Salesforce",
        "prospect",
        ("Opportunity Name", "Stage"),
        {
            "crm_id": ("Opportunity ID", "Opportunity ID (18)", "Opportunity ID 18"),
            "name": ("Opportunity Name",),
            "company": ("Account Name",),
            "company_id": ("Account ID",),
            "contacts": ("Contact: Full Name", "Primary Contact", "Contact Name"),
            "amount": ("Amount", "Amount (converted)"),
            "currency": ("Amount Currency", "Opportunity Currency", "Amount (converted) Currency"),
            "stage": ("Stage",),
            "since": ("Last Stage Change Date",),
            "created": ("Created Date",),
            "closed": ("Close Date",),
            "expected": ("Close Date",),
            "last_touch": ("Last Activity", "Last Activity Date"),
            "next": ("Next Step",),
            "owner": ("Opportunity Owner", "Owner"),
        },
    ),
    Layout(
        "Salesforce",
        "account",
        ("Id", "Name", "BillingCountry", "OwnerId"),
        {
            "crm_id": ("Id",),
            "name": ("Name",),
            "type": ("Type",),
            "last_touch": ("LastActivityDate",),
            "deleted": _SALESFORCE_DELETED,
            "owner": ("Owner.Name", "OwnerId"),
        },
    ),
    Layout(
        "Salesforce",
        "contact",
        ("Id", "LastName", "FirstName", "OwnerId"),
        {
            "crm_id": ("Id",),
            "first_name": ("FirstName",),
            "last_name": ("LastName",),
            "company": ("Account.Name", "AccountName", "Company"),
            "company_id": ("AccountId",),
            "role": ("Title",),
            "email": ("Email",),
            "phone": ("Phone", "MobilePhone"),
            "checked": ("LastActivityDate",),
            "deleted": (*_SALESFORCE_DELETED, "IsConverted"),
            "owner": ("Owner.Name", "OwnerId"),
        },
    ),
    Layout(
        "HubSpot",
        "prospect",
        ("Deal Name", "Deal Stage", "Record ID"),
        {
            "crm_id": ("Record ID",),
            "name": ("Deal Name",),
            "company": ("Associated Company (Primary)", "Associated Company"),
            "company_id": ("Associated Company IDs (Primary)", "Associated Company IDs"),
            "contacts": ("Associated Contact",),
            "contact_ids": ("Associated Contact IDs",),
            "amount": ("Amount",),
            "currency": ("Currency",),
            "stage": ("Deal Stage",),
            "is_won": ("Is Closed Won",),
            "since": ("Date entered current stage",),
            "created": ("Create Date",),
            "closed": ("Close Date",),
            "expected": ("Close Date",),
            "last_touch": ("Last Contacted", "Last Activity Date"),
            "next_on": ("Next Activity Date",),
            "next": ("Next Step",),
            "owner": ("Deal owner",),
        },
    ),
    Layout(
        "HubSpot",
        "account",
        ("Record ID", "Company name"),
        {
            "crm_id": ("Record ID",),
            "name": ("Company name",),
            "type": ("Lifecycle Stage", "Type"),
            "last_touch": ("Last Contacted", "Last Activity Date"),
            "owner": ("Company owner",),
        },
    ),
    Layout(
        "HubSpot",
        "contact",
        ("Record ID", "First Name", "Last Name"),
        {
            "crm_id": ("Record ID",),
            "first_name": ("First Name",),
            "last_name": ("Last Name",),
            "company": ("Company Name", "Associated Company (Primary)", "Associated Company"),
            "company_id": ("Associated Company IDs (Primary)", "Associated Company IDs"),
            "role": ("Job Title",),
            "email": ("Email",),
            "phone": ("Phone Number", "Mobile Phone Number"),
            "checked": ("Last Contacted", "Last Activity Date"),
            "owner": ("Contact owner",),
        },
    ),
    Layout(
        "Pipedrive",
        "prospect",
        ("Deal - Title",),
        {
            "crm_id": ("Deal - ID", "Deal - Pipedrive System ID"),
            "name": ("Deal - Title",),
            "company": ("Deal - Organization", "Organization", "Organization - Name"),
            "company_id": ("Deal - Organization ID",),
            "contacts": ("Deal - Contact person", "Contact person", "Person - Name"),
            "contact_ids": ("Deal - Contact person ID",),
            "amount": ("Deal - Value",),
            "currency": ("Deal - Currency of Value", "Deal - Currency"),
            "stage": ("Deal - Stage", "Deal - Stage (pipeline)"),
            "status": ("Deal - Status",),
            "since": ("Deal - Last stage change",),
            "created": ("Deal - Deal created", "Deal - Creation date"),
            "closed": ("Deal - Won time", "Deal - Lost time", "Deal - Deal closed on", "Deal - Closed on"),
            "expected": ("Deal - Expected close date",),
            "last_touch": ("Deal - Last activity date",),
            "next_on": ("Deal - Next activity date",),
            "owner": ("Deal - Owner",),
        },
    ),
    Layout(
        "Pipedrive",
        "account",
        ("Organization - Name",),
        {
            "crm_id": ("Organization - ID",),
            "name": ("Organization - Name",),
            "type": ("Organization - Label", "Organization - Labels"),
            "last_touch": ("Organization - Last activity date",),
            "owner": ("Organization - Owner",),
        },
    ),
    Layout(
        "Pipedrive",
        "contact",
        ("Person - Name",),
        {
            "crm_id": ("Person - ID",),
            "name": ("Person - Name",),
            "company": ("Person - Organization",),
            "company_id": ("Person - Organization ID",),
            "role": ("Person - Job title",),
            "email": ("Person - Email - Work", "Person - Email", "Person - Email - Home", "Person - Email - Other"),
            "phone": ("Person - Phone - Work", "Person - Phone", "Person - Phone - Mobile", "Person - Phone - Home"),
            "checked": ("Person - Last activity date",),
            "owner": ("Person - Owner",),
        },
    ),
    Layout(
        "Zoho",
        "prospect",
        ("Record Id", "Deal Name", "Stage"),
        {
            "crm_id": ("Record Id",),
            "name": ("Deal Name",),
            "company": ("Account Name",),
            "company_id": ("Account Name.id",),
            "contacts": ("Contact Name",),
            "contact_ids": ("Contact Name.id",),
            "amount": ("Amount",),
            "currency": ("Currency",),
            "stage": ("Stage",),
            "since": ("Stage Modified Time",),
            "created": ("Created Time",),
            "closed": ("Closing Date",),
            "expected": ("Closing Date",),
            "last_touch": ("Last Activity Time",),
            "next": ("Next Step",),
            "owner": ("Deal Owner",),
        },
    ),
    Layout(
        "Zoho",
        "account",
        ("Record Id", "Account Name", "Account Owner"),
        {
            "crm_id": ("Record Id",),
            "name": ("Account Name",),
            "type": ("Account Type",),
            "last_touch": ("Last Activity Time",),
            "owner": ("Account Owner",),
        },
    ),
    Layout(
        "Zoho",
        "contact",
        ("Record Id", "Last Name", "Contact Owner"),
        {
            "crm_id": ("Record Id",),
            "first_name": ("First Name",),
            "last_name": ("Last Name",),
            "company": ("Account Name",),
            "company_id": ("Account Name.id",),
            "role": ("Title",),
            "email": ("Email",),
            "phone": ("Phone", "Mobile"),
            "checked": ("Last Activity Time",),
            "owner": ("Contact Owner",),
        },
    ),
    Layout(
        "Close",
        "prospect",
        ("id", "lead_name", "status_label"),
        {
            "crm_id": ("id",),
            "name": ("lead_name",),
            "company": ("lead_name",),
            "contacts": ("contact_name",),
            "amount": ("value_formatted", "value"),
            "currency": ("value_currency",),
            "period": ("value_period",),
            "stage": ("status_label",),
            "status": ("status_type",),
            "created": ("date_created",),
            "closed": ("date_won", "date_lost", "close_date"),
            "expected": ("close_date",),
            "owner": ("user_name",),
        },
    ),
    Layout(
        "",
        "prospect",
        ("name", "stage"),
        {
            "crm_id": ("Deal ID", "Opportunity ID", "Record ID", "ID"),
            "name": ("Deal name", "Opportunity name", "Opportunity", "Deal", "Deal title", "Title", "Name"),
            "company": ("Company", "Company name", "Account", "Account name", "Organization", "Customer"),
            "contacts": ("Contact", "Contacts", "Contact name", "Contact person", "Primary contact"),
            "amount": ("Amount", "Deal amount", "Deal value", "Value"),
            "currency": ("Currency", "Currency code"),
            "stage": ("Stage", "Deal stage", "Pipeline stage", "Sales stage"),
            "status": ("Status", "Deal status"),
            "since": ("Stage changed", "Last stage change", "In stage since"),
            "created": ("Created", "Create date", "Created date", "Created on"),
            "closed": ("Closed on", "Close date", "Closing date", "Won time", "Lost time"),
            "expected": ("Expected close date", "Close date", "Closing date"),
            "last_touch": ("Last activity", "Last activity date", "Last contacted"),
            "next_on": ("Next activity date",),
            "next": ("Next step",),
            "owner": ("Owner", "Deal owner"),
        },
    ),
    Layout(
        "",
        "account",
        ("name",),
        {
            "crm_id": ("Account ID", "Company ID", "Record ID", "ID"),
            "name": ("Account name", "Company name", "Account", "Company", "Customer", "Name"),
            "type": ("Type", "Account type"),
            "last_touch": ("Last activity", "Last activity date", "Last contacted"),
            "owner": ("Owner", "Account owner", "Company owner"),
        },
    ),
    Layout(
        "",
        "contact",
        ("email",),
        {
            "crm_id": ("Contact ID", "Record ID", "ID"),
            "name": ("Full name", "Contact name", "Contact", "Name"),
            "first_name": ("First name", "Given name"),
            "last_name": ("Last name", "Surname", "Family name"),
            "company": ("Company", "Company name", "Account name", "Account", "Organization"),
            "role": ("Job title", "Title", "Role", "Position"),
            "email": ("Email", "Email address", "E-mail"),
            "phone": ("Phone", "Phone number", "Mobile phone", "Mobile"),
            "checked": ("Last activity", "Last activity date", "Last contacted"),
            "owner": ("Owner", "Contact owner"),
        },
    ),
)

"""A sample of import.toml, as `plan import --rules` prints it."""

SAMPLE = """\
# How `plan import` reads your CRM's exports. Every section may be left out.

export = "HubSpot"                      # the CRM that `plan export --crm` writes for
skip = 0                                # lines above the header, where plan doesn't find it
skip_rows = ["Subtotal*", "Total*"]     # rows whose first text is like this

[columns.prospect]                      # of deals; also [columns.account] and [columns.contact]
"Deal value" = "amount"
"Internal note" = ""                    # not read

[stages]                                # theirs = yours, won, lost or parked; * stands for any text
"Technical win" = "negotiation"
"*no budget*" = "lost"

[roles]                                 # theirs = what it says of a person: decides, influences, uses, unknown
"Lead engineer" = "influences"

[rates]                                 # one of it in your currency
EUR = 1.08

[only.prospect]
"Deal owner" = "Dana Reyes"

[dates]
prospect = "dmy"                        # 3/4 is 3 April

[[layout]]                              # the columns of a system that plan doesn't know
crm = "Our CRM"
kind = "prospect"
needs = ["Vorgang", "Phase"]
renewals = ["Verlängerung*"]            # types of deals that renew something
columns = { name = ["Vorgang"], company = ["Firma"], stage = ["Phase"], amount = ["Volumen", "Wert"] }
"""

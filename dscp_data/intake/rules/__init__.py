"""The rules for returns: each with a code, message, fix and example.

A rule is declared once, in the module of its subject, and used as `rules.NAME`. The stars keep a
second list of the names from having to be kept.
"""

from dscp_data.intake.rules.figures import *
from dscp_data.intake.rules.labels import *
from dscp_data.intake.rules.people import *
from dscp_data.intake.rules.periods import *
from dscp_data.intake.rules.qualifiers import *
from dscp_data.intake.rules.registers import *
from dscp_data.intake.rules.sheets import *
from dscp_data.intake.rules.totals import *

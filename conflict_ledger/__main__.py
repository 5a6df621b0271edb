"""``python -m conflict_ledger`` is the command ``conflict-ledger``."""

import sys

from conflict_ledger.cli import main

sys.exit(main())

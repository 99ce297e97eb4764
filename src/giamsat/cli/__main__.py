"""`python -m giamsat.cli`."""

import sys

from giamsat.cli.main import main

sys.exit(main())

"""`python -m hometime` is the same as `hometime`."""

import sys

from hometime.cli import main

sys.exit(main())

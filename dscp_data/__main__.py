import sys

from dscp_data.cli import main

sys.exit(main())

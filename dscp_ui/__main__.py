import sys

from dscp_ui.start import main

sys.exit(main())

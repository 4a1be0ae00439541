import sys

try:
    from dscp_ui.start import main

    sys.exit(main())
except KeyboardInterrupt:  # while the modules were being imported
    sys.exit(130)

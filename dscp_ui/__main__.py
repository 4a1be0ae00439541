import sys

try:
    from dscp_ui.server.launcher import main

    sys.exit(main())
except KeyboardInterrupt:  # while the modules were being imported
    sys.exit(130)

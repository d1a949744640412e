"""Start KAM Desk: `python main.py` opens the window, `python main.py --help` lists commands."""

import sys

from kamdesk.app.start import main

if __name__ == "__main__":
    sys.exit(main())

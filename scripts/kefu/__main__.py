"""`python -m kefu` is the same as `kefu`."""

from kefu.cli.app import main

if __name__ == "__main__":
    main()

"""Start the command `analysis`, as `python -m analysis` does too."""

import os
import signal


def main() -> None:
    """Run the command; on Ctrl-C while it is imported, say so in one line and exit with 130.

    SIGTERM, by which systems and schedulers end a process, does what Ctrl-C does.
    """
    interruptible = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if interruptible:
        signal.signal(signal.SIGINT, _leave)
        signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    from analysis import cli

    if interruptible:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    cli.main()


def _leave(*_: object) -> None:
    """Exit at once: an exception can be lost in an import, and nothing has begun yet."""
    os.write(2, b"Interrupted: no file is half written.\n")
    os._exit(130)


if __name__ == "__main__":
    main()

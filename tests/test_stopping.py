"""The bot is asked to stop."""

import subprocess
import sys

A_SIGNAL_THAT_REACHES_ANOTHER_THREAD = """
import signal, threading
from bot.stopping import AskedToStop

def ask():
    signal.pthread_kill(threading.get_ident(), signal.SIGINT)

with AskedToStop() as asked:
    threading.Timer(0.05, ask).start()
    print(asked.wait(), asked.is_set())
"""


def test_a_signal_wakes_the_bot_whichever_thread_the_system_gives_it_to():
    told = subprocess.run(
        [sys.executable, "-c", A_SIGNAL_THAT_REACHES_ANOTHER_THREAD],
        capture_output=True,
        text=True,
        timeout=20,
        check=True,
    )
    assert told.stdout == "True True\n"

"""Makes statements.json: what python-dotenv 1.2.4 reads in .env files, odd ones and ones of chance.

Run: pip install python-dotenv==1.2.4 && python make-statements.py > statements.json
"""

import io
import json
import random

from dotenv.parser import parse_stream

cases = [
    "A=1\nA=2\n", "export A=1\n", " export  A = 1 \n", 'A="x y"\n', "A='x y' # c\n", "A=`x`\n", 'A="a\\nb"\n',
    "A='a\\nb'\n", 'A="a\nb"\nB=2\n', 'A="a\r\nb"\r\n', "A=x #c\n", "A=x#c\n", "A=\nB=2\n", "A= \nB=1", "A=1\r\nB=2\r\n",
    "\ufeffA=1\n", "A=${B}\nB=2\n", "A: 1\nB=2", "A\nB=2\n", 'A="x\nB=2\n', "A='x\nB=2\n", 'A="x"y\nB=2\n',
    'A="a\\"b"\nB=1\n', "A=a=b\n", "A=1\rB=2\r", "=x\nA=1\n", "#A=1\nB=2", "  # c\nB=2", "exportA=1\n", "export=1\n",
    "A B=1\n", "A=it's\nB='x'\n", "A=\u00a0x\u00a0\n", "A=   # c\n", "A= #c\n", "A=#c\n", "'A B'=1\n",
    'A="\\t\\\\\\a"\n', 'A="x\\', "\n\n  \n", "", "A=x\x85\n", "A=x\x1c#y\n", "export 'K'=v # c\nexport\n",
    'A="\u00e9\u2028"\nB=\u2028x\n',
]
random.seed(7)
alphabet = ["A", "B", "export ", "=", " ", "\t", "\n", "\r\n", "\r", "#", '"', "'", "\\", "n", "$", "{", "}", "x", "1",
            ":", "\u00a0", "\ufeff", "\x1f", "`"]
cases += ["".join(random.choice(alphabet) for _ in range(random.randint(1, 14))) for _ in range(300)]


def read(text):
    # as load_dotenv opens a file: UTF-8, any new line read as \n
    stream = io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8")
    return [[b.key, b.value, b.error] for b in parse_stream(stream)]


print(json.dumps([[text, read(text)] for text in cases], separators=(",", ":")))

"""Writes pickles.ts: what Python makes of the expressions below. Needed only to change it: no test runs Python.

python3.11 with pandas 2.2.3, numpy 2.0.2, python-dateutil and pytz:
    python3 make-pickles.py > pickles.ts
"""

import base64
import datetime
import gzip
import pickle

import dateutil.tz
import numpy
import pandas
import pytz

ist = datetime.timezone(datetime.timedelta(seconds=19800))
frame = pandas.DataFrame(
    {
        "date": pandas.date_range("2025-08-28 09:15", periods=3, freq="min", tz=ist),
        "close": [1500.05, float("nan"), 1500.1],
        "volume": [10, 0, 2**53 + 1],
    }
)


def envelope(data):
    """What the legacy manager makes of a DataFrame or an array before it pickles it."""
    if isinstance(data, numpy.ndarray):
        return {"type": "numpy_array", "data": data.tolist(), "shape": data.shape, "dtype": str(data.dtype)}
    return {
        "type": "dataframe",
        "data": data.to_dict("records"),
        "index": data.index.tolist(),
        "columns": data.columns.tolist(),
        "dtypes": {column: str(dtype) for column, dtype in data.dtypes.items()},
    }


expressions = """
None
[True, False]
[0, 255, 256, 65535, 65536, -1, 2147483647, -2147483648, 2147483648, 2**53 - 1, 2**53, -(2**53), 2**64, -(2**2100)]
[0.0, -0.0, 1500.05, float('inf'), float('-inf'), float('nan'), 5e-324]
['', 'RELIANCE', 'निफ्टी', '\\ufeff\\x00😀', 'x' * 300]
b'\\x00\\xff' * 200
[[], (), {}, (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4)]
{1, 'a', (2, 3)}
{'__proto__': {'polluted': True}, 'constructor': 1, 1: 'number', '1': 'text', None: 0, (1, 'NSE'): 2.5}
[[1], [1]] + [['shared']] * 2
datetime.datetime(2025, 8, 28, 13, 55, 48, 469186)
datetime.datetime(2024, 2, 29, 9, 15, fold=1, tzinfo=ist)
[datetime.timedelta(days=-1, seconds=5, microseconds=7), datetime.timezone(datetime.timedelta(0), 'X')]
dateutil.tz.tzoffset('IST', 19800)
pytz.timezone('Asia/Kolkata').localize(datetime.datetime(2025, 8, 28)).tzinfo
[pandas.Timestamp('2025-08-28 09:15', tz=ist).as_unit(unit) for unit in ('s', 'ms', 'us', 'ns')]
[pandas.Timestamp('2025-08-28 09:15'), pandas.Timestamp('2025-08-28 09:15', tz='Asia/Kolkata'), pandas.NaT]
[pandas.Timestamp('2025-08-28 09:15', tz=dateutil.tz.tzoffset(None, 19800))] * 2
[numpy.float64(1500.05), numpy.float32(0.5), numpy.bool_(True), numpy.int64(-7), numpy.uint64(2**64 - 1), numpy.int8(-8)]
[numpy.int16(-9), numpy.int32(-10), numpy.uint8(11), numpy.uint16(12), numpy.uint32(13), numpy.dtype('f8')]
envelope(frame)
envelope(frame.set_index('date'))
envelope(frame[['close']])
envelope(frame[:0])
envelope(numpy.arange(6.0).reshape(2, 3))
envelope(numpy.zeros((0, 3), dtype='int32'))
envelope(numpy.array(True))
numpy.arange(3.0)
frame
frame['close']
pandas.Timedelta(1)
numpy.datetime64('2025-08-28', 'ns')
frozenset({1})
bytearray(b'a')
pytz.utc
""".strip().split("\n")

print("/** Pickles by the expression and then the protocol, in base64. Made by make-pickles.py; names are explained there. */")
print("export const pickles = {")
for expression in expressions:
    value = eval(expression)
    print(f"  {expression!r}: {{")
    for protocol in (2, 3, 4, 5):
        print(f"    {protocol}: '{base64.b64encode(pickle.dumps(value, protocol)).decode()}',")
    print("  },")
print("} as const")
print()
print("/** `gzip.compress(pickle.dumps('x' * 2000))` */")
print(f"export const gzipped = '{base64.b64encode(gzip.compress(pickle.dumps('x' * 2000), mtime=0)).decode()}'")

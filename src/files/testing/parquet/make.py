"""Makes the Parquet files beside it, as pandas and Arrow write them: python make.py (needs pyarrow).

All hold the same predictions: label 3 with .75 and label 1 with .25 of a.jpg, label 2 with 1 of caf\u00e9/b.jpg.
"""

import os

import pyarrow as pa
import pyarrow.parquet as pq

images = ["a.jpg", "a.jpg", "caf\u00e9/b.jpg"]
labels = [3, 1, 2]
scores = [0.75, 0.25, 1.0]
here = os.path.dirname(os.path.abspath(__file__))


def write(name, image=pa.array(images), label=pa.array(labels), score=pa.array(scores), **options):
    table = pa.table({"image": image, "label": label, "score": score})
    pq.write_table(table, os.path.join(here, name + ".parquet"), **options)


text = pa.array(images)
write("plain", use_dictionary=False)
write("dictionary", image=text.dictionary_encode())
write("categorical-labels", label=pa.array(["n03", "n01", "n02"]).dictionary_encode())
write("large-string", image=text.cast(pa.large_string()))
write("string-view", image=text.cast(pa.string_view()))
write("binary", image=text.cast(pa.binary()))
write("pages-v2", data_page_version="2.0")
write("format-1", version="1.0")
write("half-floats", score=pa.array(scores, pa.float16()))
write("small-types", label=pa.array(labels, pa.int8()), score=pa.array(scores, pa.float32()))
write("unsigned", label=pa.array(labels, pa.uint64()))
write("decimals", score=pa.array(["0.75", "0.25", "1.00"]).cast(pa.decimal128(3, 2)))
write("delta", use_dictionary=False, column_encoding={
    "image": "DELTA_BYTE_ARRAY", "label": "DELTA_BINARY_PACKED", "score": "BYTE_STREAM_SPLIT"})
write("row-groups", row_group_size=1)
for codec in ["snappy", "gzip", "zstd", "brotli", "lz4"]:
    write(codec, compression=codec)

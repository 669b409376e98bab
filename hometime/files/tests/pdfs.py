"""Small PDFs for tests, written by hand: with letters, without, and made to do harm."""

import io
import zlib

import pikepdf

END = b"%%EOF\n"


def pdf_of(*lines, pages=1, packed=None, tree=None):
    """A PDF whose pages say these lines. `packed` is the content of each page instead, squeezed already."""
    shown = b"".join(b"(%s) Tj T* " % line.encode("cp1252") for line in lines)
    stream = zlib.compress(b"BT /F1 10 Tf 14 TL 40 780 Td " + shown + b"ET") if packed is None else packed
    kids = b" ".join(b"3 0 R" for _ in range(pages))
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        tree or b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    return _written(parts)


def _written(parts):
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.7\n")
    for number, part in enumerate(parts, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, part))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1))
    for place in places:
        out.write(b"%010d 00000 n \n" % place)
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n" % (len(parts) + 1, start) + END)
    return out.getvalue()


def locked(content, password):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as opened:
        opened.save(out, encryption=pikepdf.Encryption(owner="owner", user=password))
    return out.getvalue()


def bomb():
    """A page of a few kilobytes that unpacks to sixty megabytes."""
    squeeze = zlib.compressobj(9)
    block = b"(A) Tj " * 150_000
    return pdf_of(packed=b"".join(squeeze.compress(block) for _ in range(60)) + squeeze.flush())

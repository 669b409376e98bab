import io

import pytest
from PIL import Image

PLACE = {0x8825: {1: "N", 2: (53.0, 12.0, 30.0)}}  # where a photograph was taken, as a phone writes it


@pytest.fixture
def data(tmp_path, settings):
    """A data folder of this test's own."""
    settings.DATA = tmp_path
    settings.FILES = tmp_path / "files"
    return tmp_path


@pytest.fixture
def pdf():
    return b"%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"


def picture(kind, size=(40, 30), **more):
    out = io.BytesIO()
    Image.new("RGB", size, "navy").save(out, format=kind, **more)
    return out.getvalue()


@pytest.fixture
def photo():
    """From a phone held upright: it says where, and that it lies on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "A telling camera"
    exif.get_ifd(0x8825).update(PLACE[0x8825])
    return picture("JPEG", exif=exif)


@pytest.fixture
def png():
    return picture("PNG")

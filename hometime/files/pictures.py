"""A picture is drawn anew before it is kept: gone are the place it was taken, and anything hidden behind it."""

import io

from PIL import Image, ImageOps, UnidentifiedImageError

from hometime.lib.refusal import Refused

MOST_PIXELS = 40_000_000  # a little more than a phone takes; a small file can claim a great many
QUALITY = 90
BROKEN = (UnidentifiedImageError, OSError, ValueError, SyntaxError)


def redrawn(content: bytes, kind: str) -> bytes:
    """The same picture the right way up, without any of what cameras write beside it."""
    try:
        with Image.open(io.BytesIO(content), formats=[kind.upper()]) as image:
            refuse_a_huge_one(image)
            return written(ImageOps.exif_transpose(image), kind)
    except Image.DecompressionBombError as problem:
        raise too_large() from problem
    except BROKEN as problem:
        raise Refused(
            "This picture cannot be read.", "Open it on your device, save it again and try once more."
        ) from problem


def refuse_a_huge_one(image: Image.Image) -> None:
    """By what its head says, before any of it is unpacked."""
    if image.width * image.height > MOST_PIXELS:
        raise too_large()


def too_large() -> Refused:
    return Refused("This picture is too large.", "Make it smaller, or take a photo of lower quality.")


def written(image: Image.Image, kind: str) -> bytes:
    # Pasted on to a bare sheet, as saving would carry some of what is written beside a picture along with it.
    mode = "RGB" if kind == "jpeg" else "RGBA"
    bare = Image.new(mode, image.size)
    bare.paste(image.convert(mode))
    out = io.BytesIO()
    bare.save(out, format=kind.upper(), quality=QUALITY)
    return out.getvalue()

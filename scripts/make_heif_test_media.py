#!/usr/bin/env python3
"""Makes HEIC and AVIF photos of tiles for the video package's tests, and how libheif and libavif show them.

Encoders that are to be had write one picture a file; phones write tiles of 512×512. So tiles are encoded one by one (by
pillow-heif and Pillow) and put together here: ISO 23008-12 says how. Beside each photo lies what pillow-heif (libheif) and
Pillow (libavif) make of it, as a PNG. Needs Pillow 11.3 or later and pillow-heif; run it in the directory that holds them:

    cd transforms/src/test/resources/media/heif && python3 ../../../../../../scripts/make_heif_test_media.py
"""

import io
import pathlib
import struct

import pillow_heif
from PIL import Image, ImageDraw, ImageOps

TILE = 64
ITEM = {"heic": b"hvc1", "avif": b"av01"}


def box(name, *parts):
    content = b"".join(parts)
    return struct.pack(">I", 8 + len(content)) + name + content


def full(name, version, flags, *parts):
    return box(name, struct.pack(">I", version << 24 | flags), *parts)


def find(data, *path):
    """The box at the end of a path of names."""
    at, end = 0, len(data)
    for name in path:
        while data[at + 4 : at + 8] != name:
            at += struct.unpack(">I", data[at : at + 4])[0]
            if at >= end:
                raise ValueError(name)
        box_at, size = at, struct.unpack(">I", data[at : at + 4])[0]
        at, end = box_at + 8 + (4 if name == b"meta" else 0), box_at + size
    return data[box_at : box_at + size]


def encoded(picture, kind):
    """The codec's parameters as a box, and the bytes of the picture, out of a file that a library writes."""
    file = io.BytesIO()
    if kind == "heic":
        pillow_heif.from_pillow(picture).save(file, quality=80)
    else:
        picture.save(file, "AVIF", quality=80)
    data = file.getvalue()
    config = find(data, b"meta", b"iprp", b"ipco", b"hvcC" if kind == "heic" else b"av1C")
    location = io.BytesIO(find(data, b"meta", b"iloc")[8:])

    def number(size):
        return int.from_bytes(location.read(size), "big")

    version = number(4) >> 24
    sizes = number(1)
    more = number(1)
    number(2 if version < 2 else 4)  # How many items: the first is the picture.
    number(2 if version < 2 else 4)
    number(2 if version else 0)
    number(2)
    base = number(more >> 4)
    number(2)
    number(more & 15 if version else 0)
    begin = base + number(sizes >> 4)
    return config, data[begin : begin + number(sizes & 15)]


def picture(width, height):
    """Colours that tell every corner, and squares that tell a shift."""
    image = Image.new("RGB", (width, height))
    image.putdata([(x * 255 // width, y * 255 // height, (x // 16 + y // 16) % 2 * 120 + 60)
                   for y in range(height) for x in range(width)])
    draw = ImageDraw.Draw(image)
    draw.rectangle([4, 4, 24, 14], fill=(255, 0, 0))
    draw.rectangle([width - 20, 4, width - 6, 12], fill=(0, 255, 0))
    draw.rectangle([4, height - 20, 12, height - 6], fill=(0, 0, 255))
    return image


def spatial(width, height):
    return full(b"ispe", 0, 0, struct.pack(">II", width, height))


def rotation(quarters):
    """Anticlockwise."""
    return box(b"irot", bytes([quarters]))


def mirror(axis):
    """0: what is at the top comes to the bottom; 1: what is at the left comes to the right."""
    return box(b"imir", bytes([axis]))


def aperture(width, height, left, top, whole_width, whole_height):
    across, down = 2 * left + width - whole_width, 2 * top + height - whole_height
    return box(b"clap", struct.pack(">IIIIiIiI", width, 1, height, 1, across, 2, down, 2))


def photo(kind, columns, rows, width, height, transformations=(), tiles=True, thumbnail=False):
    """A file whose primary item shows width × height pixels of columns × rows tiles, or of one picture."""
    whole = picture(columns * TILE, rows * TILE)
    items, properties, owned, references = [], [], {}, b""

    def own(item, *boxes):
        for content in boxes:
            if content not in properties:
                properties.append(content)
        # All but the size have to be understood by whoever shows it: the highest bit.
        owned[item] = [properties.index(content) + 1 | (0 if b"ispe" in content[:8] else 0x80) for content in boxes]

    if tiles:
        ids = range(2, 2 + columns * rows)
        items.append((1, b"grid", struct.pack(">BBBBHH", 0, 0, rows - 1, columns - 1, width, height), True))
        own(1, spatial(width, height), *transformations)
        for item in ids:
            left, top = (item - 2) % columns * TILE, (item - 2) // columns * TILE
            config, data = encoded(whole.crop((left, top, left + TILE, top + TILE)), kind)
            items.append((item, ITEM[kind], data, False))
            own(item, config, spatial(TILE, TILE))
        references += box(b"dimg", struct.pack(">HH", 1, len(ids)), *(struct.pack(">H", item) for item in ids))
    else:
        config, data = encoded(whole, kind)
        items.append((1, ITEM[kind], data, False))
        own(1, config, spatial(*whole.size), *transformations)
    if thumbnail:
        config, data = encoded(whole.resize((TILE, TILE)), kind)
        items.append((100, ITEM[kind], data, False))
        own(100, config, spatial(TILE, TILE))
        references += box(b"thmb", struct.pack(">HHH", 100, 1, 1))
    hidden = 1
    entries = [full(b"infe", 2, hidden if 1 < item < 100 else 0, struct.pack(">HH", item, 0), name, b"\0")
               for item, name, _, _ in items]
    associations = [struct.pack(">HB", item, len(numbers)) + bytes(numbers) for item, numbers in sorted(owned.items())]

    def meta(begin):
        places, at, inside = b"", begin, 0
        for item, _, data, within in items:
            places += struct.pack(">HHHHII", item, int(within), 0, 1, inside if within else at, len(data))
            inside, at = (inside + len(data), at) if within else (inside, at + len(data))
        return full(
            b"meta", 0, 0,
            full(b"hdlr", 0, 0, bytes(4), b"pict", bytes(13)),
            full(b"pitm", 0, 0, struct.pack(">H", 1)),
            full(b"iloc", 1, 0, b"\x44\0", struct.pack(">H", len(items)), places),
            full(b"iinf", 0, 0, struct.pack(">H", len(items)), *entries),
            *([full(b"iref", 0, 0, references)] if references else []),
            box(b"iprp", box(b"ipco", *properties),
                full(b"ipma", 0, 0, struct.pack(">I", len(associations)), *associations)),
            box(b"idat", *(data for _, _, data, within in items if within)),
        )

    brand = kind.encode()
    head = box(b"ftyp", brand, bytes(4), b"mif1", brand)
    body = box(b"mdat", *(data for _, _, data, within in items if not within))
    return head + meta(len(head) + len(meta(0)) + 8) + body


def shown(data, kind):
    if kind == "heic":
        return pillow_heif.open_heif(io.BytesIO(data)).to_pillow().convert("RGB")
    return ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGB")


def main():
    crop = aperture(80, 60, 10, 20, 120, 100)
    photos = {
        "grid.heic": photo("heic", 2, 2, 120, 100, thumbnail=True),
        "grid_rotated.heic": photo("heic", 2, 2, 120, 100, [rotation(1)]),
        "grid_rotated_mirrored.heic": photo("heic", 2, 2, 120, 100, [rotation(1), mirror(0)]),
        "grid_cropped_rotated.heic": photo("heic", 2, 2, 120, 100, [crop, rotation(3)]),
        "one_cropped_mirrored.heic": photo(
            "heic", 2, 2, 128, 128, [aperture(80, 60, 10, 20, 128, 128), mirror(1)], tiles=False),
        "grid.avif": photo("avif", 3, 1, 192, 60),
        "grid_rotated.avif": photo("avif", 2, 2, 120, 100, [rotation(3)]),
        "grid_mirrored.avif": photo("avif", 2, 2, 120, 100, [mirror(1)]),
    }
    for name, data in photos.items():
        pathlib.Path(name).write_bytes(data)
        shown(data, name.rsplit(".", 1)[1]).save(name + ".png", optimize=True)


if __name__ == "__main__":
    main()

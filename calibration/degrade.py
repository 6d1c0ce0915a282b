"""What happens to a clean page on its way through a scanner or a camera, each step by its severity 0..1."""
import cv2
import numpy as np

cv2.setNumThreads(1)


def faint(page, severity):
    """Ink that is nearly out, or pencil: what is left of its depth, from all to a twentieth."""
    left = 0.05 ** (severity ** 0.8)
    return 255 - (255 - page) * left


def bleed(page, other, severity):
    """The other side shows through, mirrored and soft."""
    soft = cv2.GaussianBlur(255 - other[:, ::-1], (0, 0), 3 + 3 * severity)
    return np.maximum(page - soft * (0.04 + 0.3 * severity), 0)


def paper(page, rng, tint):
    """Paper of a tint, with fibres."""
    h, w = page.shape[:2]
    fibres = cv2.resize(rng.normal(0, 1, (h // 6, w // 6)).astype(np.float32), (w, h)) * 2
    return np.clip(page * (np.float32(tint) / 255) + fibres[..., None], 0, 255)


def table(rng, w, h):
    """A table top: wood, cloth or plain."""
    colour = np.float32([(60, 90, 140), (120, 130, 135), (40, 45, 50), (190, 190, 185), (70, 110, 60)][rng.integers(5)])
    kind = rng.integers(3)
    shape = {0: (h // 8, w // 80), 1: (h // 4, w // 4), 2: (h // 120, w // 120)}[int(kind)]
    grain = cv2.resize(rng.normal(0, 1, shape).astype(np.float32), (w, h), interpolation=cv2.INTER_CUBIC)
    return np.clip(colour + grain[..., None] * [14, 8, 10][int(kind)], 0, 255).astype(np.float32)


def shade(image, rng, severity):
    """Falling light and the soft shadow of an arm or a phone."""
    h, w = image.shape[:2]
    x, y = np.meshgrid(np.linspace(-1, 1, w // 16), np.linspace(-1, 1, h // 16))
    angle = rng.uniform(0, 2 * np.pi)
    light = 1 - (0.1 + 0.35 * severity) * (x * np.cos(angle) + y * np.sin(angle) + 1) / 2
    angle, offset = rng.uniform(0, 2 * np.pi), rng.uniform(-0.3, 0.3)
    across = (x * np.cos(angle) + y * np.sin(angle) - offset) / (0.3 - 0.25 * severity)
    light *= 1 - (0.15 + 0.6 * severity) / (1 + np.exp(-4 * across))
    return image * cv2.resize(light.astype(np.float32), (w, h))[..., None]


def glare(image, rng, severity):
    """A lamp or flash reflected: ink drowns in light."""
    h, w = image.shape[:2]
    x, y = np.meshgrid(np.arange(w // 8), np.arange(h // 8))
    cx, cy = rng.uniform(0.25, 0.75) * w / 8, rng.uniform(0.25, 0.75) * h / 8
    radius = (0.08 + 0.4 * severity) * w / 8
    spot = np.exp(-((x - cx) ** 2 + (y - cy) ** 2) / (2 * radius**2)) * (0.4 + 0.6 * severity)
    spot = cv2.resize(spot.astype(np.float32), (w, h))[..., None]
    return image + (255 - image) * spot


def defocus(image, severity, dpi):
    """A disc up to 1.5 mm wide."""
    radius = (0.03 + 0.72 * severity**1.5) * dpi / 25.4
    size = int(np.ceil(radius)) * 2 + 1
    at = np.arange(size) - size // 2
    disc = np.clip(radius + 0.5 - np.hypot(*np.meshgrid(at, at)), 0, 1).astype(np.float32)
    return cv2.filter2D(image, -1, disc / disc.sum())


def motion(image, rng, severity, dpi):
    """A streak up to 3 mm long."""
    length = max(1.0, (0.1 + 2.9 * severity**1.5) * dpi / 25.4)
    size = int(np.ceil(length)) // 2 * 2 + 3
    line = np.zeros((size, size), np.float32)
    angle, middle = rng.uniform(0, np.pi), size // 2
    step = np.array([np.cos(angle), np.sin(angle)]) * length / 2
    cv2.line(line, *[tuple(int(v) for v in (middle + s * step) * 16) for s in (-1, 1)], 1.0, 1, cv2.LINE_AA, 4)
    return cv2.filter2D(image, -1, line / max(line.sum(), 1e-6))


def dim(image, severity):
    """Too little light."""
    return image * (1 - 0.93 * severity**0.7)


def noise(image, rng, severity):
    """Shot and read noise, softened between neighbours as cameras do."""
    h, w = image.shape[:2]
    spread = 1.5 + 55 * severity**1.5
    grain = cv2.GaussianBlur(rng.standard_normal((h, w), np.float32), (0, 0), 0.6) * 1.7
    return image + grain[..., None] * (spread * np.sqrt(np.maximum(image, 10) / 255))


def coarse(image, severity):
    """Few samples: reduced, and enlarged again as an app or a fax would."""
    h, w = image.shape[:2]
    factor = 1 + 9 * severity**1.5
    small = cv2.resize(image, (max(8, int(w / factor)), max(8, int(h / factor))), interpolation=cv2.INTER_AREA)
    return cv2.resize(small, (w, h), interpolation=cv2.INTER_LINEAR)


def clip(image):
    return np.clip(image, 0, 255).astype(np.uint8)

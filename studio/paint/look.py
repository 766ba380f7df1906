"""The look: every colour and size of the interface, as one value a theme."""

from __future__ import annotations

from dataclasses import fields, replace

from PySide6.QtGui import QColor, QFont

from studio.core.frozen import frozen

FAMILY = "Inter Variable"
FALLBACK = "DejaVu Sans"


@frozen
class Look:
    """Colours of one theme, and how a person wants to see them.

    Names are the design tokens'; `f*` are the figure's, `on_x` is text on `x`. `text` is the text size that
    a person chose, 1.0 being that of the design; what holds text grows with it. Where it is `still`, nothing
    moves that need not.
    """

    name: str
    text: float
    still: bool
    win: QColor
    panel: QColor
    card: QColor
    raised: QColor
    well: QColor
    line: QColor
    ctl: QColor
    tx: QColor
    tx2: QColor
    tx3: QColor
    ac: QColor
    ac_tx: QColor
    ac_t: QColor
    on_ac: QColor
    focus: QColor
    warn_bg: QColor
    warn_line: QColor
    warn_tx: QColor
    info_bg: QColor
    info_tx: QColor
    stop: QColor
    on_stop: QColor
    ok: QColor
    ready: QColor
    move: QColor
    hold: QColor
    rest: QColor
    rest_line: QColor
    inv: QColor
    on_ready: QColor
    on_move: QColor
    on_hold: QColor
    on_rest: QColor
    on_inv: QColor
    ft: QColor
    sl: QColor
    seam: QColor
    ft2: QColor
    fb: QColor
    fb2: QColor
    fk: QColor
    fk2: QColor
    fs: QColor
    fs2: QColor
    fe: QColor
    fv: QColor
    mat: QColor
    pp: QColor
    pp2: QColor
    pl: QColor
    pl2: QColor
    pr: QColor
    thumb: QColor
    strip: QColor
    bg: QColor
    bg2: QColor
    track: QColor
    dim: QColor

    def font(self, pixels: float, weight: int = 400, *, figures: bool = False) -> QFont:
        """The design's font of a height in pixels, at the text size of this look."""
        return font(pixels * self.text, weight, figures=figures)

    def grown(self, pixels: float) -> int:
        """The design's height or width of something that holds text, at the text size of this look."""
        return round(pixels * self.text)

    def at_text(self, text: float) -> Look:
        """The same colours at another text size."""
        return replace(self, text=text)

    def at_rest(self, still: bool) -> Look:
        """The same look with less motion, or with all of it."""
        return replace(self, still=still)


def _look(name: str, text: str) -> Look:
    """A look from `token #RRGGBB` pairs; every token has to be there."""
    words = text.split()
    pairs = dict(zip(words[::2], words[1::2], strict=True))
    wanted = {f.name for f in fields(Look)} - {"name", "text", "still"}
    assert set(pairs) == wanted, set(pairs) ^ wanted
    return Look(name, 1.0, False, **{token: QColor(value) for token, value in pairs.items()})


LIGHT = _look(
    "light",
    """
    win #F0EFEB panel #F8F7F4 card #FFFFFF raised #FFFFFF well #ECEAE4 line #E1DED6 ctl #89857D
    tx #1B2226 tx2 #4C555B tx3 #626A70 ac #0E6B72 ac_tx #0B5D63 ac_t #DCEDEC on_ac #FFFFFF
    focus #1F5FC4 warn_bg #FFF2D9 warn_line #B97916 warn_tx #6E4300 info_bg #E6EEF8
    info_tx #214F8A stop #B42318 on_stop #FFFFFF ok #2B6E3F ready #434A50 move #B97A0C
    hold #127479 rest #BAD4DA rest_line #56808A inv #6A3FA0 on_ready #FFFFFF on_move #1B1200
    on_hold #FFFFFF on_rest #17343B on_inv #FFFFFF ft #17737A sl #1C7E85 seam #0D555B
    ft2 #9CC7C8 fb #3A4A57 fb2 #AEB8BF fk #D8A07E fk2 #EBD0BF fs #2A363F fs2 #9BA6AD fe #C0855F
    fv #E4F6F4 mat #D8D2C6 pp #E8E2D7 pp2 #D5CCBC pl #87939B pl2 #B5BDC3 pr #66727B
    thumb #EFEEE9 strip #E5EFEE bg #F0EFEB bg2 #F8F7F4 track #E1DED6 dim #89857D
    """,
)

DARK = _look(
    "dark",
    """
    win #14181B panel #191E22 card #21272C raised #2A3138 well #12161A line #323A41 ctl #78838B
    tx #ECEFF0 tx2 #B8C1C6 tx3 #9AA4AB ac #5CC8C6 ac_tx #79D6D3 ac_t #1B383B on_ac #05282A
    focus #8AB8FF warn_bg #392B12 warn_line #DBA544 warn_tx #FFD690 info_bg #1C2B40
    info_tx #A9CBFB stop #F2675B on_stop #2A0603 ok #7FCB93 ready #747E86 move #E2A63C
    hold #3DAFAE rest #33505A rest_line #86A9B3 inv #AE8BE6 on_ready #0A0D0F on_move #1B1200
    on_hold #04201F on_rest #DCEBEE on_inv #170A2C ft #45B0AF sl #55BDBB seam #1B6466
    ft2 #2C6062 fb #8C9FAD fb2 #4A5761 fk #E2B391 fk2 #75614F fs #6B7E8B fs2 #3E4A53 fe #C08C67
    fv #0B3C3E mat #3D464D pp #333B41 pp2 #414A51 pl #8A969E pl2 #58636B pr #A9B4BB
    thumb #1A2024 strip #1C2A2E bg #14181B bg2 #191E22 track #323A41 dim #78838B
    """,
)

PLAYER = _look(
    "player",
    """
    win #14181B panel #191E22 card #21272C raised #2A3138 well #12161A line #323A41 ctl #78838B
    tx #F4F7F7 tx2 #C6D0D4 tx3 #A9B5BA ac #5CC8C6 ac_tx #79D6D3 ac_t #1B383B on_ac #05282A
    focus #8AB8FF warn_bg #392B12 warn_line #DBA544 warn_tx #FFD690 info_bg #1C2B40
    info_tx #A9CBFB stop #F2675B on_stop #2A0603 ok #7FCB93 ready #B9C3C9 move #E2A63C
    hold #4CC0BE rest #33505A rest_line #86A9B3 inv #BC9CEE on_ready #0A0D0F on_move #1B1200
    on_hold #04201F on_rest #DCEBEE on_inv #170A2C ft #4FC0BE sl #61CDCB seam #1B6B6D
    ft2 #2A5B5E fb #A3B4C0 fb2 #485660 fk #E8BD9C fk2 #7A6654 fs #7F919D fs2 #3E4B54 fe #C08C67
    fv #0B3C3E mat #33424A pp #333B41 pp2 #414A51 pl #8A969E pl2 #58636B pr #A9B4BB
    thumb #1A2024 strip #1C2A2E bg #0B1114 bg2 #131C20 track #2C383E dim #8FA0A7
    """,
)


def font(pixels: float, weight: int = 400, *, figures: bool = False) -> QFont:
    """Inter at a height in pixels and a weight of 100..900.

    With `figures` all figures are of one width, so that a running time does not jump; hyphens get wide too.
    """
    made = QFont([FAMILY, FALLBACK])
    made.setPixelSize(max(1, round(pixels)))
    made.setWeight(QFont.Weight(weight))
    # FreeType does not map a weight to a variable font's axis by itself.
    made.setVariableAxis(QFont.Tag("wght"), weight)
    if figures:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made

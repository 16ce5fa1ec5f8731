"""Ways in which a figure script can draw a passage so that it cannot be read in the order in which it is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

FIRST: Final = (
    "import io, math, random, re",
    "import matplotlib",
    "from matplotlib.figure import Figure",
    "from matplotlib.patches import PathPatch",
    "from matplotlib.textpath import TextPath",
    "from matplotlib.transforms import Affine2D",
    "figure, axes = canvas(given.theme, 120)",
    "chance = random.Random(7)",
    "words = given.tables['plant.csv'][0]['words'].split()",
    "order = chance.sample(range(len(words)), len(words))",
)
LAST: Final = "return figure"

_OWN: Final = (
    "class Own(Figure):",
    "    def savefig(self, target, **given):",
)

SCRIPTS: Final[Mapping[str, tuple[str, ...]]] = {
    "one text": ("axes.text(5, 50, ' '.join(words))",),
    "words in order": ("for number, word in enumerate(words):", "    axes.text(5 + number * 12, 50, word)"),
    "words in any order": (
        "for number in order:",
        "    axes.text(5 + number % 4 * 35, 50 - number // 4 * 8, words[number])",
    ),
    "words in any order, on one line": (
        "x = [sum(len(word) + 1 for word in words[:number]) * 1.6 for number in range(len(words))]",
        "for number in order:",
        "    axes.text(2 + x[number], 50, words[number])",
    ),
    "words that stand uneven": (
        "for number in order:",
        "    axes.text(5 + number % 4 * 35, 50 - number // 4 * 8 + chance.uniform(-.5, .5), words[number])",
    ),
    "two columns": ("for number in order:", "    axes.text(5 + number // 6 * 60, 90 - number % 6 * 7, words[number])"),
    "four columns": ("for number in order:", "    axes.text(5 + number // 3 * 35, 90 - number % 3 * 7, words[number])"),
    "columns whose words are centred": (
        "for number in order:",
        "    axes.text(20 + number // 6 * 60, 90 - number % 6 * 7, words[number], ha='center')",
    ),
    "columns that end alike": (
        "for number in order:",
        "    axes.text(40 + number // 6 * 60, 90 - number % 6 * 7, words[number], ha='right')",
    ),
    "columns of two words a row": (
        "for number in order:",
        "    axes.text(5 + number // 6 * 90 + number % 2 * 22, 90 - number % 6 // 2 * 7, words[number])",
    ),
    "a word a row": ("for number in order:", "    axes.text(5, 110 - number * 8, words[number])"),
    "from below": ("for number in order:", "    axes.text(5, 8 + number * 8, words[number])"),
    "stairs that rise": ("for number in order:", "    axes.text(2 + number * 13, 5 + number * 8, words[number])"),
    "turned by 90 degrees": (
        "for number in order:",
        "    axes.text(20 + number // 4 * 9, 5 + number % 4 * 28, words[number], rotation=90)",
    ),
    "turned by 270 degrees": (
        "for number in order:",
        "    axes.text(90 - number // 4 * 9, 95 - number % 4 * 28, words[number], rotation=270)",
    ),
    "on a line that rises": (
        "for number in order:",
        "    axes.text(5 + number * 12, 5 + number * 9, words[number], rotation=45, rotation_mode='anchor')",
    ),
    "rows that rise": (
        "for number in order:",
        "    across, down = number % 4 * 20, number // 4 * 8",
        "    axes.text(9 + across + down * .5, 50 + across * .577 - down, words[number], rotation=30)",
    ),
    "upside down": (
        "for number in order:",
        "    axes.text(130 - number % 4 * 35, 20 + number // 4 * 8, words[number], rotation=180)",
    ),
    "letter by letter": (
        "letters = [*enumerate(' '.join(words))]",
        "for number, letter in chance.sample(letters, len(letters)):",
        "    axes.text(5 + number * 1.9, 50, letter)",
    ),
    "letter by letter on three rows": (
        "letters = [*enumerate(' '.join(words))]",
        "for number, letter in chance.sample(letters, len(letters)):",
        "    axes.text(5 + number % 28 * 5, 50 - number // 28 * 9, letter, family='DejaVu Sans')",
    ),
    "letter by letter in stacks": (
        "letters = [*enumerate(''.join(words))]",
        "for number, letter in chance.sample(letters, len(letters)):",
        "    axes.text(5 + number // 12 * 12, 100 - number % 12 * 8, letter, ha='center')",
    ),
    "letter by letter in a circle": (
        "letters = [*enumerate(''.join(words))]",
        "for number, letter in chance.sample(letters, len(letters)):",
        "    turn = math.pi - number * 2 * math.pi / (len(letters) + 8)",
        "    axes.text(80 + 50 * math.cos(turn), 60 + 50 * math.sin(turn), letter, rotation=math.degrees(turn) - 90)",
    ),
    "a wave of letters": (
        "letters = [*enumerate(''.join(words))]",
        "for number, letter in chance.sample(letters, len(letters)):",
        "    axes.text(5 + number * 2, 60 + 9 * math.sin(number / 5), letter)",
    ),
    "ticks": (
        "axes.axis('on')",
        "axes.set_xticks([5 + number * 12 for number in order], [words[number] for number in order])",
        "axes.set_position((.1, .1, .8, .8))",
    ),
    "ticks on the side": (
        "axes.axis('on')",
        "axes.set_yticks([110 - number * 9 for number in order], [words[number] for number in order])",
        "axes.set_position((.3, .1, .6, .8))",
    ),
    "ticks on two sides": (
        "axes.axis('on')",
        "axes.set_yticks([110 - number * 9 for number in range(6)], words[:6])",
        "right = axes.secondary_yaxis('right')",
        "right.set_yticks([110 - number * 9 for number in range(6, len(words))], words[6:])",
        "axes.set_position((.3, .1, .4, .8))",
    ),
    "slanted ticks": (
        "axes.axis('on')",
        "axes.set_xticks([5 + number * 12 for number in order], [words[number] for number in order], rotation=60)",
        "axes.set_position((.1, .3, .8, .6))",
    ),
    "legend": (
        "for word in words:",
        "    axes.plot([0, 1], [0, 1], label=word)",
        "axes.legend(ncols=3)",
    ),
    "table": (
        "cells = [words[start:start + 3] for start in range(0, len(words), 3)]",
        'axes.table(cellText=[*zip(*cells)], loc="center")',
    ),
    "annotations": (
        "for number in order:",
        "    axes.annotate(words[number], (1, 1), (5 + number % 3 * 45, 90 - number // 3 * 9), arrowprops={})",
    ),
    "titles": (
        "axes.axis('on')",
        "axes.set_position((.2, .2, .6, .5))",
        "axes.set_xlabel(' '.join(words[8:]))",
        "axes.set_title(' '.join(words[4:8]))",
        "figure.suptitle(' '.join(words[:4]))",
        "axes.set_xticks([])",
        "axes.set_yticks([])",
    ),
    "formulas": (
        "for number in order:",
        "    axes.text(5 + number % 4 * 35, 50 - number // 4 * 8, rf'$\\mathrm{{{words[number]}}}$')",
    ),
    "one formula": ("axes.text(5, 50, r'$' + r'\\ '.join(rf'\\mathit{{{word}}}' for word in words) + '$')",),
    "a formula a letter": (
        "letters = [*enumerate(''.join(words))]",
        "for number, letter in chance.sample(letters, len(letters)):",
        "    axes.text(5 + number % 28 * 5, 50 - number // 28 * 9, f'${letter}$')",
    ),
    "powers": (
        "pairs = [*zip(words[::2], words[1::2])]",
        "axes.text(5, 50, '$' + ''.join(f'{{{one}}}^{{{two}}}' for one, two in pairs) + '$')",
    ),
    "outlines": ("axes.add_patch(PathPatch(TextPath((2, 50), ' '.join(words), size=6)))",),
    "outlines of words in any order": (
        "for number in order:",
        "    axes.add_patch(PathPatch(TextPath((5 + number % 4 * 35, 50 - number // 4 * 8), words[number], size=5)))",
    ),
    "outlines that are stretched": (
        "axes.set(xlim=(0, 400), ylim=(0, 20))",
        "axes.add_patch(PathPatch(TextPath((2, 5), ' '.join(words), size=6)))",
    ),
    "outlines that are slanted and mirrored": (
        "text = TextPath((0, 0), ' '.join(words), size=4)",
        "axes.add_patch(PathPatch(text.transformed(Affine2D().skew(.3, 0).scale(-1, 1).translate(150, 40))))",
    ),
    "outlines of another weight": (
        "axes.add_patch(PathPatch(TextPath((2, 50), ' '.join(words), size=5, prop={'family': 'DejaVu Sans'})))",
    ),
    "outlines without a fill": (
        "axes.add_patch(PathPatch(TextPath((2, 50), ' '.join(words), size=5), fill=False, lw=.1))",
    ),
    "points that are letters": (
        "for number, letter in chance.sample([*enumerate(''.join(words))], len(''.join(words))):",
        "    axes.scatter([5 + number % 30 * 5], [50 - number // 30 * 9], marker=TextPath((0, 0), letter, size=1))",
    ),
    "points that are letters of formulas": (
        "for number, letter in chance.sample([*enumerate(''.join(words))], len(''.join(words))):",
        "    axes.plot([5 + number % 30 * 5], [50 - number // 30 * 9], marker=f'${letter}$')",
    ),
    "texts that stay texts": (
        "matplotlib.rcParams['svg.fonttype'] = 'none'",
        "for number in order:",
        "    axes.text(5 + number % 4 * 35, 50 - number // 4 * 8, words[number], rotation=0)",
    ),
    "texts that stay texts, turned": (
        "matplotlib.rcParams['svg.fonttype'] = 'none'",
        "for number in order:",
        "    axes.text(9 + number // 4 * 8, 5 + number % 4 * 25, words[number], rotation=90)",
    ),
    "a savefig of its own": (
        *_OWN,
        "        part = '<text x=\"{}\" y=\"{}\">{}</text>'",
        "        texts = [part.format(number % 4 * 90, 20 + number // 4 * 20, words[number]) for number in order]",
        "        head = '<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"400\" height=\"90\">'",
        "        target.write(f'{head}{\"\".join(texts)}</svg>'.encode())",
        "figure = Own()",
    ),
    "a savefig of its own without comments": (
        *_OWN,
        "        buffer = io.BytesIO()",
        "        super().savefig(buffer, **given)",
        "        target.write(re.sub(b'<!--.*?-->', b'', buffer.getvalue()))",
        "figure = Own()",
        "for number in order:",
        "    figure.text(.05 + number % 4 * .25, .5 - number // 4 * .1, words[number])",
    ),
    "a savefig of its own with other names": (
        *_OWN,
        "        buffer = io.BytesIO()",
        "        super().savefig(buffer, **given)",
        "        bare = re.sub(b'<!--.*?-->', b'', buffer.getvalue())",
        "        target.write(re.sub(rb'SourceSansPro-Regular-', b'x', bare))",
        "figure = Own()",
        "figure.text(.05, .5, ' '.join(words))",
    ),
    "other words around": (
        "for number in order:",
        "    axes.text(5 + number % 4 * 30, 80 - number // 4 * 8, words[number])",
        "    axes.text(135, 80 - number // 4 * 8, 'annat')",
    ),
    "pale words between": (
        "for number in order:",
        "    axes.text(5 + number % 4 * 35, 80 - number // 4 * 8, words[number], color='black')",
        "    axes.text(22 + number % 4 * 35, 80 - number // 4 * 8, 'xyz', color='white')",
    ),
    "two figures in one": (
        "for number in order:",
        "    inner = figure.add_axes((.05 + number % 4 * .24, .7 - number // 4 * .2, .1, .1))",
        "    inner.set_title(words[number])",
    ),
    "a pie": ("axes.pie([1] * len(words), labels=words, startangle=90, counterclock=False)",),
    "a ring": (
        "figure.clf()",
        "ring = figure.add_subplot(projection='polar')",
        "ring.set_xticks([number * 2 * math.pi / len(words) for number in order], [words[number] for number in order])",
    ),
    "labels of bars": (
        "bars = axes.bar([12 * number for number in order], [5 * number + 9 for number in order])",
        "axes.bar_label(bars, labels=[words[number] for number in order])",
    ),
    "texts with a shine": (
        "from matplotlib.patheffects import withStroke",
        "shine = [withStroke(linewidth=3, foreground='w')]",
        "for number in order:",
        "    axes.text(5 + number % 4 * 35, 50 - number // 4 * 8, words[number], path_effects=shine)",
    ),
    "rows from the right": (
        "for number in order:",
        "    axes.text(110 - number % 4 * 35, 50 - number // 4 * 8, words[number])",
    ),
    "rows there and back": (
        "for number in order:",
        "    row, column = divmod(number, 4)",
        "    axes.text(5 + (3 - column if row % 2 else column) * 35, 50 - row * 8, words[number])",
    ),
    "words of many sizes": (
        "for number in order:",
        "    axes.text(5 + number % 3 * 50, 90 - number // 3 * 15, words[number], size=6 + 3 * (number % 5))",
    ),
    "halves of words": (
        "for number in order:",
        "    across, up, half = 20 + number % 4 * 35, 90 - number // 4 * 15, len(words[number]) // 2",
        "    axes.text(across, up, words[number][half:])",
        "    axes.text(across, up, words[number][:half], ha='right')",
    ),
    "lines of several columns": (
        "axes.text(40, 100, '\\n'.join(words[1::2]), va='top')",
        "axes.text(5, 100, '\\n'.join(words[::2]), va='top')",
    ),
    "letters that look like others": (
        "axes.text(5, 50, ' '.join(words).translate(str.maketrans('aeop', '\u0430\u0435\u043e\u0440')))",
    ),
    "what nobody sees between letters": ("axes.text(5, 50, '\\u200b\\ufe0f'.join(' '.join(words)))",),
    "a fraction": (
        "pairs = [*zip(words[::2], words[1::2])]",
        "axes.text(5, 50, '$' + ' '.join(rf'\\frac{{{one}}}{{{two}}}' for one, two in pairs) + '$')",
    ),
    "formulas in another font": (
        "matplotlib.rcParams['mathtext.fontset'] = 'stix'",
        "for number in order:",
        "    axes.text(5 + number % 4 * 35, 50 - number // 4 * 8, f'${words[number]}$')",
    ),
    "an outline that cuts out": (
        "from matplotlib.patches import Rectangle",
        "sheet = axes.add_patch(Rectangle((0, 0), 200, 120))",
        "sheet.set_clip_path(PathPatch(TextPath((2, 50), ' '.join(words), size=6), transform=axes.transData))",
    ),
    "a savefig of its own that mirrors": (
        *_OWN,
        "        buffer = io.BytesIO()",
        "        super().savefig(buffer, **given)",
        "        target.write(buffer.getvalue().replace(b'<g id=\"figure_1\">', b'<g transform=\"scale(-1 1)\">'))",
        "figure = Own()",
        "for number in order:",
        "    figure.text(.05 + number % 4 * .25, .5 - number // 4 * .1, words[number])",
    ),
    "numbers drawn between": (
        "for number in order:",
        "    axes.text(5 + number % 4 * 35, 50 - number // 4 * 8, words[number])",
        "axes.text(5, 3, '12')",
    ),
}  # fmt: skip
"""What the body of `draw` does with the passage, by what it is; it is given the passage in a table."""

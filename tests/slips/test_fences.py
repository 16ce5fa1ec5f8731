"""What begins and does not end: `:::` blocks, code and comments; and code that is to be run."""

from __future__ import annotations

import pytest
from tests.slips.conftest import assert_told, mended


def test_a_block_that_never_ends_is_told_where_it_begins_and_where_it_may_end() -> None:
    assert_told(
        """\
::: {.exhibit #exh-a title="A"}
::: {.pullquote}
//! 1 box-is-closed: probably before “# Rubrik” on line 6
Text.
:::

# Rubrik
""".replace("::: {.pullquote}\n//!", "//!").replace("Text.\n:::\n", "Text.\n\nMer.\n")
    )


def test_a_line_that_closes_nothing_and_too_few_colons_are_told() -> None:
    assert_told("""\
::: {.pullquote}
Text.
:::

:::
//! 1 box-is-closed: this “:::” closes a block that was never opened

:: {.exhibit}
//! 1 box-is-closed: write “::: {.exhibit}”, with at least three
Text
::
//! 1 box-is-closed: too few colons
""")
    assert mended(":: {.pullquote}\nText\n::") == "::: {.pullquote}\nText\n:::"


def test_blocks_in_each_other_and_blocks_in_code_are_in_order() -> None:
    assert_told("""\
:::: {.exhibit #exh-a title="A"}
::: {.pullquote}
Text.
:::
::::

::: {lang=en}
Text.
:::

~~~
::: {.pullquote}
~~~

<!-- ::: -->
""")


@pytest.mark.parametrize("fence", ["```", "````", "~~~"])
def test_code_that_never_ends_is_told(fence: str) -> None:
    assert_told(f"Text.\n\n{fence}\n//! 1 code-is-closed: write “{fence}” on a line of its own\nkod\n\n# Mer")


def test_a_backtick_that_is_printed_is_told() -> None:
    assert_told("Ordet `kod` och `mer.\n//! 17 code-is-closed: a backtick “`” is printed here\n\nSkrivet \\`.")


def test_code_that_is_to_be_run_is_told_once_and_nothing_in_it() -> None:
    assert_told("""\
```{r}
//! 1 code-is-not-run: a block of R code stands here, but code in a text is not run
#| label: fig-plot
plot(1:10) * 2
```

```{python, echo=FALSE}
//! 1 code-is-not-run: a block of Python code
print(1)
```

Svaret är `r mean(x)` eller `{python} x`.
//! 11 code-is-not-run: R code “`r mean(x)`”
//! 29 code-is-not-run: Python code

```r
plot(1)
```

Bokstaven `r` och `{r}` är kod.
""")


def test_comments_that_end_twice_or_in_another_are_told() -> None:
    assert_told("""\
Text <!-- en <!-- två --> tre --> fyra.
//! 6 comment-is-closed: only the end of another comment ends it
//! 31 comment-is-closed: “-->” ends a comment that has ended already

Text <!-- en -->. A --> B? Pilen `-->`.
//! 21 comment-is-closed: remove it
""")

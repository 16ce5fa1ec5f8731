"""The names that SVG defines for what can be seen; whatever else a file has is not for its readers.

Source: SVG 1.1 (second edition), appendices K and M, and SVG 2, without scripts, events, links and animations.
"""

from __future__ import annotations

from typing import Final

_ELEMENTS: Final = """
    a circle clipPath defs ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix
    feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight
    feTile feTurbulence filter g image line linearGradient marker mask path pattern polygon polyline radialGradient
    rect stop style svg switch symbol text textPath tref tspan use view
"""
ELEMENTS: Final = frozenset(_ELEMENTS.split())
"""The elements that stay. A picture has its title and its description in the text that shows it."""

MOVING: Final = frozenset(("animate", "animateColor", "animateMotion", "animateTransform", "set"))

DRAWN: Final = frozenset(("circle", "ellipse", "image", "line", "path", "polygon", "polyline", "rect", "text", "use"))
"""The elements that draw something themselves."""

TEMPLATES: Final = frozenset(("clipPath", "marker", "mask", "pattern", "symbol"))
"""The elements whose content is drawn elsewhere, whether they are displayed or not."""

_ATTRIBUTES: Final = """
    alignment-baseline amplitude azimuth baseFrequency baseline-shift bias class clip clip-path clip-rule
    clipPathUnits color color-interpolation color-interpolation-filters color-rendering cx cy d diffuseConstant
    direction display divisor dominant-baseline dx dy edgeMode elevation enable-background exponent fill fill-opacity
    fill-rule filter filterUnits flood-color flood-opacity font-family font-size font-size-adjust font-stretch
    font-style font-variant font-weight fr fx fy glyph-orientation-horizontal glyph-orientation-vertical
    gradientTransform gradientUnits height href id image-rendering in in2 intercept isolation k1 k2 k3 k4 kernelMatrix
    kernelUnitLength kerning lengthAdjust letter-spacing lighting-color limitingConeAngle marker marker-end marker-mid
    marker-start markerHeight markerUnits markerWidth mask mask-type maskContentUnits maskUnits method mix-blend-mode
    mode numOctaves offset opacity operator order orient overflow paint-order path pathLength patternContentUnits
    patternTransform patternUnits pointer-events points pointsAtX pointsAtY pointsAtZ preserveAlpha
    preserveAspectRatio primitiveUnits r radius refX refY requiredFeatures result rotate rx ry scale seed
    shape-rendering side slope spacing specularConstant specularExponent spreadMethod startOffset stdDeviation
    stitchTiles stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
    stroke-miterlimit stroke-opacity stroke-width style surfaceScale systemLanguage tableValues targetX targetY
    text-anchor text-decoration text-rendering textLength transform transform-origin type unicode-bidi values
    vector-effect version viewBox visibility width word-spacing writing-mode x x1 x2 xChannelSelector y y1 y2
    yChannelSelector z white-space
"""
ATTRIBUTES: Final = frozenset(_ATTRIBUTES.split())
"""The attributes that say how something looks."""

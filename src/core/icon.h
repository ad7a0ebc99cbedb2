/*
 * The icons, as coverage masks: assets/icons/ holds the drawings, the build turns them into
 * icon_mask(). Glass and paper take the same mask and tint it.
 */
#ifndef CORE_ICON_H
#define CORE_ICON_H

#include "core/content.h"
#include <stdint.h>

/* name, drawing in assets/icons */
#define ICONS(X)                                                                                   \
    X(EXCELLENCE, excellence)                                                                      \
    X(ETHICS, ethics)                                                                              \
    X(ENGAGEMENT, engagement)                                                                      \
    X(PRINTER, printer)                                                                            \
    X(PHONE, phone)                                                                                \
    X(CHECK, check)

enum icon {
#define X(name, file) ICON_##name,
    ICONS(X)
#undef X
        ICON_COUNT
};

/* The shape that stands for an E. */
enum icon icon_of_element(enum element e);

enum { ICON_SIDE = 192 };

/* ICON_SIDE × ICON_SIDE bytes, row by row, 0 clear to 255 covered; constant, any thread. */
const uint8_t *icon_mask(enum icon icon);

#endif

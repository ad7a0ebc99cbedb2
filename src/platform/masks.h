/* Shapes as coverage, 0 clear to 255 covered, computed: what the painter makes textures of. Pure;
 * any thread. */
#ifndef PLATFORM_MASKS_H
#define PLATFORM_MASKS_H

#include "core/icon.h"
#include <stdint.h>

/* A disc of that radius, 2 × radius px wide: its quarters are the corners of a rounded rectangle. */
void mask_disc(uint8_t *mask, int radius);

/* A shadow fades from blur px inside an edge to blur px outside it. Its strength at the middle of
 * the i-th px from the outside. */
uint8_t mask_shadow_at(int i, int blur);

/* How far a corner of a shadow differs from its edges, px from the outside. */
int mask_shadow_reach(int radius, int blur);

/* The shadow of the smallest rectangle with all four corners, 2 × reach px wide. */
void mask_shadow(uint8_t *mask, int radius, int blur);

/* The icon, side px wide: each px is the mean of what it covers of the drawing. */
void mask_icon(uint8_t *mask, enum icon icon, int side);

#endif

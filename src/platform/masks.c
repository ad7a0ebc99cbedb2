#include "platform/masks.h"

#include <math.h>

static uint8_t coverage(double part)
{
    double clamped = part < 0 ? 0 : part > 1 ? 1 : part;
    return (uint8_t)lround(clamped * 255);
}

void mask_disc(uint8_t *mask, int radius)
{
    for (int y = 0; y < 2 * radius; y++)
        for (int x = 0; x < 2 * radius; x++) {
            double from_middle = hypot(x + 0.5 - radius, y + 0.5 - radius);
            mask[y * 2 * radius + x] = coverage(radius - from_middle + 0.5);
        }
}

/* At the middle of a card; at its edge it is half of this. */
static const double shadow_strength = 0.24;

/* distance: from the edge, px, above 0 outside */
static uint8_t shadow(double distance, int blur)
{
    double t = (blur - distance) / (2.0 * blur);
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    return coverage(t * t * (3 - 2 * t) * shadow_strength);
}

uint8_t mask_shadow_at(int i, int blur)
{
    return shadow(blur - (i + 0.5), blur);
}

int mask_shadow_reach(int radius, int blur)
{
    return blur + (radius > blur ? radius : blur);
}

void mask_shadow(uint8_t *mask, int radius, int blur)
{
    int reach = mask_shadow_reach(radius, blur), side = 2 * reach;
    for (int y = 0; y < side; y++)
        for (int x = 0; x < side; x++) {
            /* From the middle of the nearest corner's circle, above 0 towards the outside. */
            double dx = fabs(x + 0.5 - reach) - (reach - blur - radius);
            double dy = fabs(y + 0.5 - reach) - (reach - blur - radius);
            double outside = hypot(dx > 0 ? dx : 0, dy > 0 ? dy : 0);
            double inside = fmin(fmax(dx, dy), 0);
            mask[y * side + x] = shadow(outside + inside - radius, blur);
        }
}

void mask_icon(uint8_t *mask, enum icon icon, int side)
{
    const uint8_t *drawing = icon_mask(icon);
    double step = (double)ICON_SIDE / side;
    for (int y = 0; y < side; y++)
        for (int x = 0; x < side; x++) {
            double left = x * step, top = y * step, right = left + step, bottom = top + step;
            double sum = 0;
            for (int v = (int)top; v < ICON_SIDE && v < bottom; v++) {
                double rows = fmin(v + 1, bottom) - fmax(v, top);
                for (int u = (int)left; u < ICON_SIDE && u < right; u++)
                    sum += rows * (fmin(u + 1, right) - fmax(u, left)) * drawing[v * ICON_SIDE + u];
            }
            mask[y * side + x] = coverage(sum / (step * step * 255));
        }
}

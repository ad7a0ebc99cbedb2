/*
 * The keys of the on-screen keyboard and where they lie: the typewriter's rows where ten keys fit
 * beside each other, else the alphabet in five columns. Low and narrow glass has the digits on a
 * layer of their own.
 */
#ifndef SCREENS_KEYS_H
#define SCREENS_KEYS_H

#include "core/model.h"
#include "ui/ui.h"

/* The height that they take of r, and that they need at least. */
int keys_height(const struct ui *ui, struct rect r);
int keys_least(const struct ui *ui, int width);

/* Fills r; each sends a MSG_KEY. */
void keys_draw(struct ui *ui, const struct model *m, struct rect r);

#endif

/*
 * What is on the glass, one JSON object a line, for tests and support calls: --ui-log. Off unless
 * asked for. Never holds PIN digits.
 */
#ifndef APP_UI_LOG_H
#define APP_UI_LOG_H

#include "core/model.h"
#include "ui/controls.h"
#include <stdio.h>

/* One line; width and height in px. */
void ui_log_write(
    FILE *out, const struct model *m, const struct controls *c, int width, int height);

#endif

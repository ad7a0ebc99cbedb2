/*
 * The hall's picture on a second screen: made anew when the model changes, painted only when it
 * looks different, and no window where nothing is to be seen. Main thread.
 */
#ifndef APP_STAGE_H
#define APP_STAGE_H

#include "core/model.h"
#include "platform/display.h"

struct stage;

struct stage *stage_new(struct display *display); /* borrowed */
void stage_free(struct stage *s); /* NULL is fine */

/* What was painted is lost, or the screen is another one. */
void stage_forget(struct stage *s);

/* Brings the second screen up to date with the model. */
void stage_refresh(struct stage *s, const struct model *m);

#endif

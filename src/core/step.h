/* A message comes in; the model changes, effects go out. Pure: no clock, no files, no threads. */
#ifndef CORE_STEP_H
#define CORE_STEP_H

#include "core/effect.h"
#include "core/model.h"
#include "core/msg.h"

/*
 * What a screen does with the messages that are its own; see screens/. Given as a table so that
 * core knows no screen. NULL entries ignore all.
 */
typedef void on_msg_fn(struct model *m, const struct msg *msg, struct effects *fx);

/* Handles msg: first what every screen shares (time, idle, language, answers from outside, answers
 * to a visitor who has left), then the current screen's own. */
void step(struct model *m, const struct msg *msg, on_msg_fn *const on_msg[SCREEN_COUNT],
    struct effects *fx);

#endif

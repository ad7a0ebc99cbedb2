/* Learns from the X server when a program presents its window: whole pictures that it puts there,
 * through the RECORD extension, so that nobody has to look at pixels meanwhile. */
#ifndef BENCH_FRAMES_H
#define BENCH_FRAMES_H

#include "glass.h"

struct frames;

struct frames *frames_open(struct glass *g);
void frames_close(struct frames *f); /* before the glass */

void frames_forget(struct frames *f); /* those that came until now */

/* When the next one was on the glass; false: none within timeout_ms. */
bool frames_await(struct frames *f, int timeout_ms, int64_t *at_ns);

#endif

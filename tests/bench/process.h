/* What the kernel knows of a running program, all of its threads together. Not being able to ask
 * ends the run. */
#ifndef BENCH_PROCESS_H
#define BENCH_PROCESS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

int64_t process_cpu_ns(pid_t pid);
int64_t process_switches(pid_t pid); /* to and from a processor, wanted or not */
double process_pss_mb(pid_t pid); /* what is shared counts in parts */
double process_rss_mb(pid_t pid); /* what is shared counts in full */
double process_peak_mb(void); /* of this process, so far: resident */

/*
 * Watches the main thread of a program twice in a millisecond: a stretch of time in which it is
 * not seen waiting for events is as long as a turn of its loop, or longer; but for the time in
 * which other programs had its processor. Only for screens that
 * have a limit in time: the wait of the others cannot be told from one within a turn.
 */
struct stretches;

struct stretches *stretches_start(pid_t pid);
double stretches_end_ms(struct stretches *s); /* the longest one */

#endif

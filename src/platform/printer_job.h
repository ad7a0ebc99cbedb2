/*
 * Our jobs at CUPS: one card, one sheet. A job is known as ours by its title, its user and its
 * queue, never by its number alone: after a crash cupsd may give the number away again. Printer
 * worker only.
 */
#ifndef PLATFORM_PRINTER_JOB_H
#define PLATFORM_PRINTER_JOB_H

#include "base/err.h"
#include "core/paper.h"

#include <stdbool.h>
#include <stddef.h>

enum printer_job_state {
    PRINTER_JOB_WAITS, /* or prints */
    PRINTER_JOB_DONE,
    PRINTER_JOB_STOPPED, /* its queue was paused */
    PRINTER_JOB_REFUSED, /* the printer has no such paper */
    PRINTER_JOB_FAILED,
    PRINTER_JOB_LOST, /* cupsd does not know it (any more), or has fallen with it */
    PRINTER_JOB_SILENT, /* cupsd does not answer */
};

/*
 * Hands a card to the queue. False: ERR_PRINTER_GONE, ERR_PRINTER_STOPPED, ERR_PAPER_SIZE; a job
 * may be left behind all the same, for printer_job_sweep.
 */
bool printer_job_start(const char *queue, const struct paper *paper, const void *pdf, size_t len,
    int timeout_ms, int *id, struct err *err) MUST_CHECK;

enum printer_job_state printer_job_look(const char *queue, int id, int timeout_ms);

/*
 * Cancels each of our jobs on the queue that is not finished. How many there were, a cancelled one
 * whose backend has not ended yet too; -1: cupsd does not answer.
 */
int printer_job_sweep(const char *queue, int timeout_ms);

/* The same inside the printer, for what a backend left there. False: it does not answer. */
bool printer_job_sweep_device(const char *device_uri, int timeout_ms);

#endif

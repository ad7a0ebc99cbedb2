/* Which of the paper that a printer reports a card goes on: by size, for names differ. Pure. */
#ifndef PLATFORM_PRINTER_MEDIA_H
#define PLATFORM_PRINTER_MEDIA_H

#include "core/paper.h"

#include "core/settings.h"

#include <cups/cups.h>
#include <stdbool.h>

/* The attributes that printer_media_choose reads, for printer_ipp_want. */
const char *const *printer_media_wanted(void);

/*
 * PAPER_AUTOMATIC: the best paper for a card, of what is loaded, if the printer says so, else its
 * default, else what it supports. A kind: that one, of what is loaded, if the printer says so, else
 * its default or anything that it supports. loaded_known: false for a queue of CUPS, whose list of
 * loaded paper is invented by its configuration (ReadyPaperSizes). False: there is none.
 */
bool printer_media_choose(ipp_t *attributes, bool loaded_known, int kind, struct paper *paper);

/* Whether that size is among what the printer may be asked for. */
bool printer_media_has(ipp_t *attributes, bool loaded_known, const struct paper *paper);

/* What is loaded, best for a card first, each kind once; -1: the printer does not say. */
int printer_media_loaded(ipp_t *attributes, struct paper list[PAPER_KIND_COUNT]);

/* What a kind is called in a journal. */
const char *printer_media_name(int kind);

/* The same paper as a media-col for a job. The caller's, for ippDelete. */
ipp_t *printer_media_col(const struct paper *paper);

#endif

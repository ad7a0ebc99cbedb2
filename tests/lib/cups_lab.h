/*
 * A CUPS of one's own for one test: cupsd, an IPP printer (ippeveprinter) and the bus it asks for,
 * on sockets in a temporary folder; nothing of the machine's own CUPS is touched. Works as root and
 * as anybody else. Mistakes abort the test program; its children die with it. Main thread.
 */
#ifndef TESTS_CUPS_LAB_H
#define TESTS_CUPS_LAB_H

#include <stdbool.h>

struct lab;

#define LAB_QUEUE "card" /* the queue, and cupsd's default */

enum lab_printer {
    LAB_PHOTO, /* knows A6, 10×15, A5, Letter, A4 and more; two trays */
    LAB_OFFICE, /* knows Letter, A4 and envelopes only */
};

/* All of it, running, with a photo printer. CUPS_SERVER points at it until lab_close. */
struct lab *lab_open(void);
void lab_close(struct lab *l); /* NULL is fine; kills what runs and removes the folder */

/* Where all of it is: cupsd's logs and spool, what the printer got: received/, and what it let out:
 * out/0, out/1 … and last.pdf. */
const char *lab_folder(const struct lab *l);

/* What is in the two trays of the printer, by PWG name (NULL: a tray without paper size), and how
 * many sheets in each; 0: it reports that it is out of paper. */
void lab_load(struct lab *l, const char *main_tray, const char *photo_tray, int sheets);

/* The printer takes cards up, but lets none out. */
void lab_hold(struct lab *l, bool on);

/* What the printer says of itself with each card from now on, as ippeveprinter(1) reads it from a
 * print command: lines like "STATE: +media-low" and "ATTR: marker-levels=42". */
void lab_says(struct lab *l, const char *lines);

int lab_port(const struct lab *l); /* of this machine, where the printer is */

void lab_printer_kill(struct lab *l);
void lab_printer_start(struct lab *l, enum lab_printer kind); /* where the last one stood */
void lab_printer_move(struct lab *l); /* a new photo printer, at another port */
void lab_printer_freeze(struct lab *l, bool on); /* it accepts connections, and says nothing */

void lab_cups_kill(struct lab *l); /* as a crash: its backends live on */
/* As its service ends: with that signal, and what it has started is asked to end, and ended. */
void lab_cups_end(struct lab *l, int signal);
void lab_cups_start(struct lab *l); /* it knows its queues, and no job of before */
void lab_cups_trusts_nobody(struct lab *l); /* from now on nobody is its operator */

/* Adds a queue LAB_PLAIN with a driver, A6 loaded, to a printer that speaks no IPP. Returns the
 * file that what is printed replaces; it lives as long as the lab. */
#define LAB_PLAIN "plain"
const char *lab_add_plain_queue(struct lab *l);

/* Adds a queue LAB_FAULTY to a printer whose backend does what a shell script says, as cupsd reads it
 * from a backend: lines like "STATE: +media-empty-error" on its standard error, and an exit status. */
#define LAB_FAULTY "faulty"
void lab_add_faulty_queue(struct lab *l);
void lab_backend_does(struct lab *l, const char *script);
int lab_brought(struct lab *l); /* times that it was begun with a card */

/* Runs a program of cups-client to its end; arguments up to NULL. Aborts unless it ends well. */
void lab_run(struct lab *l, const char *const *argv);

int lab_taken(struct lab *l); /* cards that the printer took up */
int lab_sheets(struct lab *l); /* sheets that came out */
int lab_busy(struct lab *l); /* 1 while the printer works on a card, cancelled ones too */
int lab_backends(struct lab *l); /* filters and backends that cupsd runs */
int lab_jobs(struct lab *l); /* unfinished jobs at cupsd; -1: no answer */
bool lab_spool_is_empty(struct lab *l); /* of documents */
bool lab_title_is(struct lab *l, const char *title); /* of every job that cupsd remembers */
/* Whether the last sheet's document holds these bytes. */
bool lab_sheet_holds(struct lab *l, const char *bytes);

/* Waits until count(l) is wanted. False: not within ms. */
bool lab_wait(struct lab *l, int (*count)(struct lab *l), int wanted, int ms);

#endif

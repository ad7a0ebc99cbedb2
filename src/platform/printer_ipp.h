/*
 * One request to CUPS or to a printer, on a connection of its own: nothing waits behind another
 * request, and nothing waits for ever. Printer worker only.
 */
#ifndef PLATFORM_PRINTER_IPP_H
#define PLATFORM_PRINTER_IPP_H

#include <cups/cups.h>
#include <stdbool.h>
#include <stddef.h>

/* An open connection, and how the place at its other end is called. */
struct printer_ipp {
    http_t *http;
    char uri[HTTP_MAX_URI], resource[HTTP_MAX_URI];
};

/* A queue of cupsd; NULL: cupsd itself. False: cupsd is not there. */
bool printer_ipp_open_queue(struct printer_ipp *c, const char *queue, int timeout_ms);

/* cupsd's other door, for what only its operators may do to a queue. False: cupsd is not there. */
bool printer_ipp_open_admin(struct printer_ipp *c, const char *queue, int timeout_ms);

/* The printer behind a queue. False: it is not there, or it does not speak IPP. */
bool printer_ipp_open_device(struct printer_ipp *c, const char *device_uri, int timeout_ms);

/* Whether a printer with this device URI can be asked at all. */
bool printer_ipp_speaks(const char *device_uri);

/* A request to c; job_id 0: about no job. printer_ipp_ask takes it over. */
ipp_t *printer_ipp_request(const struct printer_ipp *c, ipp_op_t operation, int job_id);

/* Adds to the attributes that the answer shall carry; wanted ends with NULL. */
void printer_ipp_want(ipp_t *request, const char *const *wanted);

/*
 * Sends the request (and what the file document holds, unless it is -1), and closes the
 * connection. NULL: no answer, the outcome is unknown. Else the caller's, for ippDelete.
 */
ipp_t *printer_ipp_ask(struct printer_ipp *c, ipp_t *request, int document);

/* Value i of a text, keyword, name or URI attribute, or "". */
const char *printer_ipp_string(ipp_t *answer, const char *name, int i);
int printer_ipp_integer(ipp_t *answer, const char *name); /* or 0 */

/* Copies a text for the glass: cut between letters, '?' for what is no UTF-8 or no letter. */
void printer_ipp_text(char *to, size_t size, const char *from);

/* Make and model as such a text, without what CUPS adds to it. */
void printer_ipp_model(char *to, size_t size, const char *make_and_model);

#endif

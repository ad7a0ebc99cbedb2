#include "platform/printer_find.h"

#include "core/slug.h"
#include "core/utf8.h"
#include "platform/printer_ipp.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { STEM_BYTES = 48 }; /* of a name; leaves room for a number behind it */

struct search {
    struct printer_candidate *list;
    int max, count;
    int timeout_ms;
};

/* --- CUPS's queues ----------------------------------------------------------------------------- */

static ipp_t *ask_queues(int timeout_ms)
{
    static const char *const wanted[] = { "printer-name", "printer-info", "printer-make-and-model",
        "device-uri", NULL };
    struct printer_ipp c;
    if (!printer_ipp_open_queue(&c, NULL, timeout_ms))
        return NULL;
    ipp_t *request = printer_ipp_request(&c, IPP_OP_CUPS_GET_PRINTERS, 0);
    /* of all, those that are no class of printers */
    ippAddInteger(request, IPP_TAG_OPERATION, IPP_TAG_ENUM, "printer-type", 0);
    ippAddInteger(
        request, IPP_TAG_OPERATION, IPP_TAG_ENUM, "printer-type-mask", (int)CUPS_PRINTER_CLASS);
    printer_ipp_want(request, wanted);
    return printer_ipp_ask(&c, request, -1);
}

static void ask_default(char name[PRINTER_NAME_BYTES], int timeout_ms)
{
    static const char *const wanted[] = { "printer-name", NULL };
    struct printer_ipp c;
    name[0] = '\0';
    if (!printer_ipp_open_queue(&c, NULL, timeout_ms))
        return;
    ipp_t *request = printer_ipp_request(&c, IPP_OP_CUPS_GET_DEFAULT, 0);
    printer_ipp_want(request, wanted);
    ipp_t *answer = printer_ipp_ask(&c, request, -1);
    (void)snprintf(name, PRINTER_NAME_BYTES, "%s", printer_ipp_string(answer, "printer-name", 0));
    ippDelete(answer);
}

static void add_queue(struct search *s, ipp_attribute_t **a, ipp_t *answer)
{
    struct printer_candidate *to = &s->list[s->count];
    const char *model = "", *described = "";
    bool whole = false; /* a name that was cut would be another's */
    *to = (struct printer_candidate){ .found = { .is_default = false } };
    for (; *a != NULL && ippGetGroupTag(*a) == IPP_TAG_PRINTER; *a = ippNextAttribute(answer)) {
        const char *name = ippGetName(*a), *value = ippGetString(*a, 0, NULL);
        if (name == NULL || value == NULL)
            continue;
        if (strcmp(name, "printer-name") == 0)
            whole = snprintf(to->found.name, sizeof to->found.name, "%s", value) <
                    (int)sizeof to->found.name;
        else if (strcmp(name, "printer-make-and-model") == 0)
            model = value;
        else if (strcmp(name, "printer-info") == 0)
            described = value;
        else if (strcmp(name, "device-uri") == 0)
            (void)snprintf(to->device_uri, sizeof to->device_uri, "%s", value);
    }
    bool says_more = described[0] != '\0' && strcmp(described, to->found.name) != 0;
    printer_ipp_model(to->found.what, sizeof to->found.what, says_more ? described : model);
    to->half_made = strcmp(model, "Local Raw Printer") == 0;
    if (whole)
        s->count++;
}

static bool find_queues(struct search *s)
{
    char by_default[PRINTER_NAME_BYTES];
    ipp_t *answer = ask_queues(s->timeout_ms);
    if (answer == NULL)
        return false;
    ipp_attribute_t *a = ippFirstAttribute(answer);
    for (; a != NULL && s->count < s->max; a = a == NULL ? NULL : ippNextAttribute(answer))
        if (ippGetGroupTag(a) == IPP_TAG_PRINTER)
            add_queue(s, &a, answer);
    ippDelete(answer);
    ask_default(by_default, s->timeout_ms);
    for (int i = 0; i < s->count; i++)
        s->list[i].found.is_default = strcasecmp(s->list[i].found.name, by_default) == 0;
    return true;
}

/* --- what ipp-usb offers ----------------------------------------------------------------------- */

/* The port, if it is an IPP printer of this very machine; else 0. */
static int local_port(const char *uri)
{
    char scheme[32], user[64], host[HTTP_MAX_HOST], resource[HTTP_MAX_URI];
    int port;
    if (httpSeparateURI(HTTP_URI_CODING_ALL, uri, scheme, sizeof scheme, user, sizeof user, host,
            sizeof host, &port, resource, sizeof resource) < HTTP_URI_STATUS_OK)
        return 0;
    bool local = strcmp(host, "localhost") == 0 || strcmp(host, "127.0.0.1") == 0 ||
                 strcmp(host, "::1") == 0;
    return local && printer_ipp_speaks(uri) ? port : 0;
}

static bool has_queue(const struct search *s, int port)
{
    for (int i = 0; i < s->count; i++) {
        const struct printer_candidate *c = &s->list[i];
        if (!c->found.fresh && !c->half_made && local_port(c->device_uri) == port)
            return true;
    }
    return false;
}

static struct printer_candidate *named(const struct search *s, const char *name)
{
    for (int i = 0; i < s->count; i++)
        if (strcasecmp(s->list[i].found.name, name) == 0) /* CUPS folds the case of names */
            return &s->list[i];
    return NULL;
}

/* A name for a queue that says which printer it is: "canon-selphy-cp1500". */
static void stem_of(const char *model, char stem[STEM_BYTES])
{
    struct arena *a = arena_new();
    const char *slug = slug_of(a, model, STEM_BYTES - 1);
    utf8_copy(stem, STEM_BYTES, slug[0] == '\0' ? "usb-printer" : slug);
    arena_free(a);
}

/*
 * Where a fresh printer goes in the list, with its name; NULL: no room. A queue of its name that
 * leads to a port of this machine is its own: half made, or from before it was plugged in anew.
 */
static struct printer_candidate *place_for(struct search *s, const char *model)
{
    char stem[STEM_BYTES], name[PRINTER_NAME_BYTES];
    stem_of(model, stem);
    (void)snprintf(name, sizeof name, "%s", stem);
    for (int n = 2;; n++) {
        struct printer_candidate *same = named(s, name);
        if (same != NULL && !same->found.fresh && local_port(same->device_uri) > 0)
            return same;
        if (same == NULL)
            break;
        (void)snprintf(name, sizeof name, "%s-%d", stem, n);
    }
    if (s->count == s->max)
        return NULL;
    struct printer_candidate *to = &s->list[s->count++];
    *to = (struct printer_candidate){ .found = { .is_default = false } };
    (void)snprintf(to->found.name, sizeof to->found.name, "%s", name);
    return to;
}

static void find_at(struct search *s, int port)
{
    static const char *const wanted[] = { "printer-make-and-model", NULL };
    char uri[HTTP_MAX_URI], model[PRINTER_TEXT_BYTES];
    struct printer_ipp c;
    (void)snprintf(uri, sizeof uri, "ipp://localhost:%d/ipp/print", port);
    if (has_queue(s, port) || !printer_ipp_open_device(&c, uri, s->timeout_ms))
        return;
    ipp_t *request = printer_ipp_request(&c, IPP_OP_GET_PRINTER_ATTRIBUTES, 0);
    printer_ipp_want(request, wanted);
    ipp_t *answer = printer_ipp_ask(&c, request, -1);
    bool is_printer = answer != NULL && ippGetStatusCode(answer) <= IPP_STATUS_OK_CONFLICTING;
    printer_ipp_model(model, sizeof model, printer_ipp_string(answer, "printer-make-and-model", 0));
    ippDelete(answer);
    struct printer_candidate *to = is_printer ? place_for(s, model) : NULL;
    if (to == NULL)
        return;
    to->found.fresh = true;
    (void)snprintf(to->found.what, sizeof to->found.what, "%s", model);
    (void)snprintf(to->device_uri, sizeof to->device_uri, "%s", uri);
}

int printer_find(
    const struct printer_ports *usb, struct printer_candidate *list, int max, int timeout_ms)
{
    struct search s = { .list = list, .max = max, .timeout_ms = timeout_ms };
    if (!find_queues(&s))
        return -1;
    for (int i = 0; i < usb->count; i++)
        find_at(&s, usb->first + i);
    return s.count;
}

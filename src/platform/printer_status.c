#include "platform/printer_status.h"

#include "base/attributes.h"
#include "platform/printer_ipp.h"
#include "platform/printer_media.h"
#include "platform/printer_supplies.h"

#include <stdio.h>
#include <string.h>

/* The first one that is reported counts: what a visitor or the organiser can do something about
 * comes before what follows from it. */
static const struct {
    const char *reason; /* RFC 8011 5.4.12, without -error, -warning, -report */
    enum printer_condition condition;
} meanings[] = {
    { "offline", PRINTER_GONE },
    { "shutdown", PRINTER_GONE },
    { "media-empty", PRINTER_NO_PAPER },
    { "media-needed", PRINTER_NO_PAPER },
    { "input-tray-missing", PRINTER_NO_PAPER },
    { "cover-open", PRINTER_STOPPED },
    { "door-open", PRINTER_STOPPED },
    { "interlock-open", PRINTER_STOPPED },
    { "media-jam", PRINTER_STOPPED },
    { "marker-supply-empty", PRINTER_STOPPED },
    { "toner-empty", PRINTER_STOPPED },
    { "paused", PRINTER_STOPPED },
    { "timed-out", PRINTER_GONE },
};

/* Printers add the severity as they like, so only the stem is compared. */
static bool same_stem(const char *reason, const char *stem)
{
    size_t len = strlen(stem);
    if (strncmp(reason, stem, len) != 0)
        return false;
    const char *rest = reason + len;
    return *rest == '\0' || strcmp(rest, "-error") == 0 || strcmp(rest, "-warning") == 0 ||
           strcmp(rest, "-report") == 0;
}

bool printer_reports(ipp_t *attributes, const char *reason)
{
    ipp_attribute_t *list = ippFindAttribute(attributes, "printer-state-reasons", IPP_TAG_KEYWORD);
    for (int i = 0; list != NULL && i < ippGetCount(list); i++)
        if (same_stem(ippGetString(list, i, NULL), reason))
            return true;
    return false;
}

static enum printer_condition meaning_of(ipp_t *attributes)
{
    for (size_t m = 0; m < COUNT_OF(meanings); m++)
        if (printer_reports(attributes, meanings[m].reason))
            return meanings[m].condition;
    return PRINTER_READY;
}

/* The answer, for ippDelete; NULL: none, or a refusal other than "not found". */
static ipp_t *ask(struct printer_ipp *c, ipp_op_t operation, enum printer_detail detail)
{
    static const char *const wanted[] = { "printer-name", "device-uri", "printer-state",
        "printer-state-reasons", "printer-is-accepting-jobs", NULL };
    ipp_t *request = printer_ipp_request(c, operation, 0);
    printer_ipp_want(request, wanted);
    if (detail >= PRINTER_ITS_MEDIA)
        printer_ipp_want(request, printer_media_wanted());
    if (detail >= PRINTER_ITS_SUPPLIES)
        printer_ipp_want(request, printer_supplies_wanted());
    ipp_t *answer = printer_ipp_ask(c, request, -1);
    ipp_status_t status = ippGetStatusCode(answer);
    if (status <= IPP_STATUS_OK_CONFLICTING || status == IPP_STATUS_ERROR_NOT_FOUND)
        return answer;
    ippDelete(answer);
    return NULL;
}

static bool takes_jobs(ipp_t *attributes)
{
    ipp_attribute_t *accepting =
        ippFindAttribute(attributes, "printer-is-accepting-jobs", IPP_TAG_BOOLEAN);
    return printer_ipp_integer(attributes, "printer-state") != IPP_PSTATE_STOPPED &&
           (accepting == NULL || ippGetBoolean(accepting, 0));
}

/* A door stays open for CUPS long after it was shut; paper it notices at the next job. */
static enum printer_condition believed(ipp_t *attributes)
{
    return meaning_of(attributes) == PRINTER_NO_PAPER ? PRINTER_NO_PAPER : PRINTER_READY;
}

static void ask_cups(
    struct printer_queue *q, const char *name, enum printer_detail detail, int timeout_ms)
{
    struct printer_ipp c;
    if (!printer_ipp_open_queue(&c, name, timeout_ms))
        return;
    ipp_op_t operation = name == NULL ? IPP_OP_CUPS_GET_DEFAULT : IPP_OP_GET_PRINTER_ATTRIBUTES;
    q->attributes = ask(&c, operation, detail);
    if (q->attributes == NULL)
        return;
    (void)snprintf(
        q->name, sizeof q->name, "%s", printer_ipp_string(q->attributes, "printer-name", 0));
    (void)snprintf(q->device_uri, sizeof q->device_uri, "%s",
        printer_ipp_string(q->attributes, "device-uri", 0));
    if (ippGetStatusCode(q->attributes) == IPP_STATUS_ERROR_NOT_FOUND)
        q->condition = PRINTER_NONE;
    else if (!takes_jobs(q->attributes))
        q->condition = PRINTER_STOPPED;
    else
        q->condition = believed(q->attributes);
}

/* Puts what the printer itself says in the place of what CUPS believes. */
static void ask_device(struct printer_queue *q, enum printer_detail detail, int timeout_ms)
{
    struct printer_ipp c;
    ipp_t *own = NULL;
    if (printer_ipp_open_device(&c, q->device_uri, timeout_ms))
        own = ask(&c, IPP_OP_GET_PRINTER_ATTRIBUTES, detail);
    if (q->condition != PRINTER_STOPPED)
        q->condition = own == NULL ? PRINTER_GONE : meaning_of(own);
    if (own == NULL)
        return;
    ippDelete(q->attributes);
    q->attributes = own;
    q->from_device = true;
}

struct printer_queue printer_queue_open(
    const char *name, enum printer_detail detail, int timeout_ms)
{
    struct printer_queue q = { .condition = PRINTER_GONE };
    ask_cups(&q, name, detail, timeout_ms);
    if (printer_ipp_speaks(q.device_uri))
        ask_device(&q, detail, timeout_ms);
    return q;
}

void printer_queue_close(struct printer_queue *q)
{
    ippDelete(q->attributes);
    q->attributes = NULL;
}

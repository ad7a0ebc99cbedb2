#include "platform/printer_admin.h"

#include "base/clock.h"
#include "platform/printer_ipp.h"

#include <poll.h>
#include <string.h>

enum { LOOK_MS = 100 }; /* between two looks at a queue in the making */

static enum err_code code_of(ipp_status_t status)
{
    switch (status) {
    case IPP_STATUS_ERROR_FORBIDDEN:
    case IPP_STATUS_ERROR_NOT_AUTHENTICATED:
    case IPP_STATUS_ERROR_NOT_AUTHORIZED:
    case IPP_STATUS_ERROR_CUPS_AUTHENTICATION_CANCELED:
        return ERR_READ_ONLY;
    default:
        return ERR_PRINTER_GONE;
    }
}

/* Asks, and judges the answer. */
static bool order(struct printer_ipp *c, ipp_t *request, const char *doing, struct err *err)
{
    ipp_t *answer = printer_ipp_ask(c, request, -1);
    /* A refusal at the door is no answer; libcups keeps its reason for this thread. */
    ipp_status_t status = answer == NULL ? cupsLastError() : ippGetStatusCode(answer);
    ippDelete(answer);
    if (answer != NULL && status <= IPP_STATUS_OK_CONFLICTING)
        return true;
    enum err_code code = code_of(status);
    if (code == ERR_READ_ONLY)
        return err_set(err, code,
            "%s: CUPS lets only its operators do that; %s is not in its "
            "SystemGroup",
            doing, cupsUser());
    return err_set(err, code, "%s: %s", doing, ippErrorString(status));
}

/* cupsd answers before it has asked the printer; until then the queue has no driver. */
static bool is_made(const char *queue, int timeout_ms)
{
    static const char *const wanted[] = { "printer-make-and-model", NULL };
    struct printer_ipp c;
    if (!printer_ipp_open_queue(&c, queue, timeout_ms))
        return false;
    ipp_t *request = printer_ipp_request(&c, IPP_OP_GET_PRINTER_ATTRIBUTES, 0);
    printer_ipp_want(request, wanted);
    ipp_t *answer = printer_ipp_ask(&c, request, -1);
    bool made =
        strstr(printer_ipp_string(answer, "printer-make-and-model", 0), "IPP Everywhere") != NULL;
    ippDelete(answer);
    return made;
}

static bool wait_for(const char *queue, int timeout_ms, int patience_ms, struct err *err)
{
    int64_t end_ms = clock_now_ms() + patience_ms;
    while (!is_made(queue, timeout_ms)) {
        if (clock_now_ms() >= end_ms)
            return err_set(err, ERR_TIMEOUT, "CUPS made no queue %s in %d ms", queue, patience_ms);
        (void)poll(NULL, 0, LOOK_MS);
    }
    return true;
}

bool printer_admin_add(const char *queue, const char *device_uri, const char *description,
    int timeout_ms, int patience_ms, struct err *err)
{
    struct printer_ipp c;
    if (!printer_ipp_open_admin(&c, queue, timeout_ms))
        return err_set(err, ERR_PRINTER_GONE, "make queue: CUPS is not there");
    ipp_t *request = printer_ipp_request(&c, IPP_OP_CUPS_ADD_MODIFY_PRINTER, 0);
    ippAddString(request, IPP_TAG_PRINTER, IPP_TAG_URI, "device-uri", NULL, device_uri);
    ippAddString(request, IPP_TAG_PRINTER, IPP_TAG_TEXT, "printer-info", NULL, description);
    ippAddString(request, IPP_TAG_PRINTER, IPP_TAG_NAME, "ppd-name", NULL, "everywhere");
    ippAddString(request, IPP_TAG_PRINTER, IPP_TAG_NAME, "printer-error-policy", NULL, "abort-job");
    ippAddBoolean(request, IPP_TAG_PRINTER, "printer-is-shared", 0);
    ippAddBoolean(request, IPP_TAG_PRINTER, "printer-is-accepting-jobs", 1);
    ippAddInteger(request, IPP_TAG_PRINTER, IPP_TAG_ENUM, "printer-state", IPP_PSTATE_IDLE);
    return order(&c, request, "make queue", err) && wait_for(queue, timeout_ms, patience_ms, err);
}

bool printer_admin_resume(const char *queue, int timeout_ms, struct err *err)
{
    static const ipp_op_t steps[] = { IPP_OP_RESUME_PRINTER, IPP_OP_CUPS_ACCEPT_JOBS };
    for (size_t i = 0; i < COUNT_OF(steps); i++) {
        struct printer_ipp c;
        if (!printer_ipp_open_admin(&c, queue, timeout_ms))
            return err_set(err, ERR_PRINTER_GONE, "resume queue: CUPS is not there");
        if (!order(&c, printer_ipp_request(&c, steps[i], 0), "resume queue", err))
            return false;
    }
    return true;
}

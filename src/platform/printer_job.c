#include "platform/printer_job.h"

#include "platform/printer_ipp.h"
#include "platform/printer_media.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <unistd.h>

/* The same for every card: titles end up in job lists and logs. */
#define TITLE "Goed Werk"

enum { SWEEP_MAX = 32 }; /* of our jobs at a time; there should be one */

static bool is_refusal(ipp_status_t status)
{
    return status > IPP_STATUS_OK_CONFLICTING;
}

static enum err_code code_of(ipp_status_t status)
{
    switch (status) {
    case IPP_STATUS_ERROR_NOT_ACCEPTING_JOBS:
    case IPP_STATUS_ERROR_PRINTER_IS_DEACTIVATED:
        return ERR_PRINTER_STOPPED;
    case IPP_STATUS_ERROR_ATTRIBUTES_OR_VALUES:
    case IPP_STATUS_ERROR_CONFLICTING:
        return ERR_PAPER_SIZE;
    default:
        return ERR_PRINTER_GONE;
    }
}

/* Judges an answer, and drops it. */
static bool accepted(ipp_t *answer, const char *doing, struct err *err)
{
    if (answer == NULL)
        return err_set(err, ERR_PRINTER_GONE, "%s: no answer from CUPS", doing);
    ipp_status_t status = ippGetStatusCode(answer);
    ippDelete(answer);
    if (is_refusal(status))
        return err_set(err, code_of(status), "%s: %s", doing, ippErrorString(status));
    return true;
}

static bool create(
    const char *queue, const struct paper *paper, int timeout_ms, int *id, struct err *err)
{
    struct printer_ipp c;
    if (!printer_ipp_open_queue(&c, queue, timeout_ms))
        return err_set(err, ERR_PRINTER_GONE, "create job: CUPS is not there");
    ipp_t *request = printer_ipp_request(&c, IPP_OP_CREATE_JOB, 0);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", NULL, TITLE);
    ippAddInteger(request, IPP_TAG_JOB, IPP_TAG_INTEGER, "copies", 1);
    ippAddString(request, IPP_TAG_JOB, IPP_TAG_KEYWORD, "job-sheets", NULL, "none");
    ipp_t *media = printer_media_col(paper);
    ippAddCollection(request, IPP_TAG_JOB, "media-col", media);
    ippDelete(media);
    ipp_t *answer = printer_ipp_ask(&c, request, -1);
    *id = printer_ipp_integer(answer, "job-id");
    return accepted(answer, "create job", err);
}

/* libcups sends documents from files only; this one never touches a disk. */
static int file_of(const void *pdf, size_t len)
{
    int fd = memfd_create("card", MFD_CLOEXEC);
    const char *p = pdf;
    while (fd >= 0 && len > 0) {
        ssize_t n = write(fd, p, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            close(fd);
            return -1;
        }
        p += n;
        len -= (size_t)n;
    }
    return fd;
}

static bool send_document(const char *queue, int id, int document, int timeout_ms, struct err *err)
{
    struct printer_ipp c;
    if (!printer_ipp_open_queue(&c, queue, timeout_ms))
        return err_set(err, ERR_PRINTER_GONE, "send document: CUPS is not there");
    ipp_t *request = printer_ipp_request(&c, IPP_OP_SEND_DOCUMENT, id);
    ippAddString(
        request, IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", NULL, "application/pdf");
    ippAddBoolean(request, IPP_TAG_OPERATION, "last-document", 1);
    return accepted(printer_ipp_ask(&c, request, document), "send document", err);
}

bool printer_job_start(const char *queue, const struct paper *paper, const void *pdf, size_t len,
    int timeout_ms, int *id, struct err *err)
{
    int document = file_of(pdf, len);
    if (document < 0)
        return err_set(err, ERR_INTERNAL, "hold document: %s", strerror(errno));
    bool ok = create(queue, paper, timeout_ms, id, err) &&
              send_document(queue, *id, document, timeout_ms, err);
    close(document);
    return ok;
}

static const char *const wanted[] = { "job-id", "job-name", "job-originating-user-name",
    "job-printer-uri", "job-state", "job-state-reasons", "job-printer-state-message", NULL };

static bool on_queue(const char *printer_uri, const char *queue)
{
    char scheme[32], user[64], host[HTTP_MAX_HOST], resource[HTTP_MAX_URI];
    int port;
    if (httpSeparateURI(HTTP_URI_CODING_ALL, printer_uri, scheme, sizeof scheme, user, sizeof user,
            host, sizeof host, &port, resource, sizeof resource) < HTTP_URI_STATUS_OK)
        return false;
    const char *slash = strrchr(resource, '/');
    return slash != NULL && strcasecmp(slash + 1, queue) == 0; /* CUPS folds the case of names */
}

/* What is known of one job of an answer that lists several. */
struct listed {
    int id;
    const char *title, *user, *printer_uri;
};

/* queue NULL: a list from the printer itself, which knows no queues. */
static bool is_ours(const struct listed *job, const char *queue)
{
    return job->id > 0 && strcmp(job->title, TITLE) == 0 && strcmp(job->user, cupsUser()) == 0 &&
           (queue == NULL || on_queue(job->printer_uri, queue));
}

static bool mentions(ipp_t *answer, const char *name, const char *text)
{
    ipp_attribute_t *a = ippFindAttribute(answer, name, IPP_TAG_ZERO);
    for (int i = 0; a != NULL && i < ippGetCount(a); i++)
        if (strstr(printer_ipp_string(answer, name, i), text) != NULL)
            return true;
    return false;
}

/* The ipp backend ends a job whose media the printer refuses as canceled, and only says why. */
static bool is_paper_refused(ipp_t *answer)
{
    return mentions(answer, "job-printer-state-message", "supplied options") ||
           mentions(answer, "job-state-reasons", "resources-are-not-supported");
}

static enum printer_job_state state_of(ipp_t *answer)
{
    switch (printer_ipp_integer(answer, "job-state")) {
    case IPP_JSTATE_COMPLETED:
        return PRINTER_JOB_DONE;
    case IPP_JSTATE_CANCELED:
    case IPP_JSTATE_ABORTED:
        return is_paper_refused(answer) ? PRINTER_JOB_REFUSED : PRINTER_JOB_FAILED;
    case IPP_JSTATE_STOPPED:
        return PRINTER_JOB_STOPPED;
    default:
        return mentions(answer, "job-state-reasons", "printer-stopped") ? PRINTER_JOB_STOPPED
                                                                        : PRINTER_JOB_WAITS;
    }
}

enum printer_job_state printer_job_look(const char *queue, int id, int timeout_ms)
{
    struct printer_ipp c;
    if (!printer_ipp_open_queue(&c, queue, timeout_ms))
        return PRINTER_JOB_LOST;
    ipp_t *request = printer_ipp_request(&c, IPP_OP_GET_JOB_ATTRIBUTES, id);
    printer_ipp_want(request, wanted);
    ipp_t *answer = printer_ipp_ask(&c, request, -1);
    if (answer == NULL)
        return PRINTER_JOB_SILENT;
    const struct listed job = { printer_ipp_integer(answer, "job-id"),
        printer_ipp_string(answer, "job-name", 0),
        printer_ipp_string(answer, "job-originating-user-name", 0),
        printer_ipp_string(answer, "job-printer-uri", 0) };
    enum printer_job_state state = PRINTER_JOB_LOST;
    if (!is_refusal(ippGetStatusCode(answer)) && is_ours(&job, queue))
        state = state_of(answer);
    ippDelete(answer);
    return state;
}

static const char *text_of(ipp_attribute_t *a)
{
    const char *text = ippGetString(a, 0, NULL);
    return text == NULL ? "" : text;
}

/* The next job of a list, from attribute *a on. False: the list is at its end. */
static bool next_listed(ipp_t *list, ipp_attribute_t **a, struct listed *job)
{
    *job = (struct listed){ 0, "", "", "" };
    while (*a != NULL && ippGetGroupTag(*a) != IPP_TAG_JOB)
        *a = ippNextAttribute(list);
    bool found = *a != NULL;
    for (; *a != NULL && ippGetGroupTag(*a) == IPP_TAG_JOB; *a = ippNextAttribute(list)) {
        const char *name = ippGetName(*a);
        if (name == NULL)
            continue;
        if (strcmp(name, "job-id") == 0)
            job->id = ippGetInteger(*a, 0);
        else if (strcmp(name, "job-name") == 0)
            job->title = text_of(*a);
        else if (strcmp(name, "job-originating-user-name") == 0)
            job->user = text_of(*a);
        else if (strcmp(name, "job-printer-uri") == 0)
            job->printer_uri = text_of(*a);
    }
    return found;
}

/* Unfinished jobs of a list. */
struct jobs {
    int ours, others;
    int ids[SWEEP_MAX]; /* of ours */
};

/* False: no answer. c is closed. */
static bool list_jobs(struct printer_ipp *c, const char *queue, struct jobs *j)
{
    *j = (struct jobs){ 0 };
    ipp_t *request = printer_ipp_request(c, IPP_OP_GET_JOBS, 0);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "which-jobs", NULL, "not-completed");
    printer_ipp_want(request, wanted);
    ipp_t *list = printer_ipp_ask(c, request, -1);
    if (list == NULL)
        return false;
    ipp_status_t status = ippGetStatusCode(list);
    /* Some printers keep no list; a queue that was deleted has taken its jobs along. */
    bool told = !is_refusal(status) || queue == NULL || status == IPP_STATUS_ERROR_NOT_FOUND;
    struct listed job;
    ipp_attribute_t *a = is_refusal(status) ? NULL : ippFirstAttribute(list);
    while (j->ours < SWEEP_MAX && next_listed(list, &a, &job)) {
        if (is_ours(&job, queue))
            j->ids[j->ours++] = job.id;
        else
            j->others++;
    }
    ippDelete(list);
    return told;
}

/* Asks for the end of a job. False: no answer. c is closed. */
static bool cancel(struct printer_ipp *c, int id)
{
    /* Not purge-job: cupsd forgets such a job, and a backend that hangs is never killed. */
    ipp_t *answer = printer_ipp_ask(c, printer_ipp_request(c, IPP_OP_CANCEL_JOB, id), -1);
    ippDelete(answer);
    return answer != NULL;
}

/* A cancelled job is finished for cupsd while its backend still talks to the printer. */
static bool is_working(const char *queue, int timeout_ms)
{
    static const char *const its_state[] = { "printer-state", NULL };
    struct printer_ipp c;
    if (!printer_ipp_open_queue(&c, queue, timeout_ms))
        return true;
    ipp_t *request = printer_ipp_request(&c, IPP_OP_GET_PRINTER_ATTRIBUTES, 0);
    printer_ipp_want(request, its_state);
    ipp_t *answer = printer_ipp_ask(&c, request, -1);
    bool works =
        answer == NULL || printer_ipp_integer(answer, "printer-state") == IPP_PSTATE_PROCESSING;
    ippDelete(answer);
    return works;
}

int printer_job_sweep(const char *queue, int timeout_ms)
{
    struct jobs j;
    struct printer_ipp c;
    if (!printer_ipp_open_queue(&c, queue, timeout_ms) || !list_jobs(&c, queue, &j))
        return -1;
    for (int i = 0; i < j.ours; i++)
        if (printer_ipp_open_queue(&c, queue, timeout_ms))
            (void)cancel(&c, j.ids[i]);
    return j.ours == 0 && j.others == 0 && is_working(queue, timeout_ms) ? 1 : j.ours;
}

bool printer_job_sweep_device(const char *device_uri, int timeout_ms)
{
    struct jobs j;
    struct printer_ipp c;
    bool told = printer_ipp_open_device(&c, device_uri, timeout_ms) && list_jobs(&c, NULL, &j);
    for (int i = 0; told && i < j.ours; i++)
        told = printer_ipp_open_device(&c, device_uri, timeout_ms) && cancel(&c, j.ids[i]);
    return told;
}

#include "platform/printer_ipp.h"

#include "core/utf8.h"

#include <stdio.h>
#include <string.h>

static int give_up(http_t *http, void *ctx)
{
    (void)http, (void)ctx;
    return 0;
}

/* Without it libcups asks for a password on the terminal, and waits. */
static const char *no_password(
    const char *prompt, http_t *http, const char *method, const char *resource, void *ctx)
{
    (void)prompt, (void)http, (void)method, (void)resource, (void)ctx;
    return NULL;
}

static bool ready(struct printer_ipp *c, int timeout_ms)
{
    if (c->http == NULL)
        return false;
    if (httpGetFd(c->http) < 0) { /* cupsConnectDest returns what it could not connect */
        httpClose(c->http);
        c->http = NULL;
        return false;
    }
    httpSetTimeout(c->http, timeout_ms / 1000.0, give_up, NULL);
    cupsSetPasswordCB2(no_password, NULL); /* of this thread */
    return true;
}

bool printer_ipp_open_queue(struct printer_ipp *c, const char *queue, int timeout_ms)
{
    *c = (struct printer_ipp){ .resource = "/" };
    if (queue != NULL)
        httpAssembleURIf(HTTP_URI_CODING_ALL, c->uri, sizeof c->uri, "ipp", NULL, "localhost", 0,
            "/printers/%s", queue);
    c->http = httpConnect2(
        cupsServer(), ippPort(), NULL, AF_UNSPEC, cupsEncryption(), 1, timeout_ms, NULL);
    return ready(c, timeout_ms);
}

bool printer_ipp_open_admin(struct printer_ipp *c, const char *queue, int timeout_ms)
{
    bool ok = printer_ipp_open_queue(c, queue, timeout_ms);
    (void)snprintf(c->resource, sizeof c->resource, "/admin/");
    return ok;
}

bool printer_ipp_speaks(const char *device_uri)
{
    return strncmp(device_uri, "ipp://", 6) == 0 || strncmp(device_uri, "ipps://", 7) == 0;
}

bool printer_ipp_open_device(struct printer_ipp *c, const char *device_uri, int timeout_ms)
{
    *c = (struct printer_ipp){ .http = NULL };
    if (!printer_ipp_speaks(device_uri))
        return false;
    cups_dest_t dest = { .name = NULL };
    dest.num_options = cupsAddOption("device-uri", device_uri, 0, &dest.options);
    c->http = cupsConnectDest(&dest, CUPS_DEST_FLAGS_DEVICE, timeout_ms, NULL, c->resource,
        sizeof c->resource, NULL, NULL);
    /* A DNS-SD name has become an address meanwhile; what follows '?' is for CUPS only. */
    const char *uri = cupsGetOption("device-uri", dest.num_options, dest.options);
    if (uri != NULL)
        (void)snprintf(c->uri, sizeof c->uri, "%.*s", (int)strcspn(uri, "?"), uri);
    c->resource[strcspn(c->resource, "?")] = '\0';
    cupsFreeOptions(dest.num_options, dest.options);
    return ready(c, timeout_ms);
}

ipp_t *printer_ipp_request(const struct printer_ipp *c, ipp_op_t operation, int job_id)
{
    ipp_t *request = ippNewRequest(operation);
    if (c->uri[0] != '\0')
        ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", NULL, c->uri);
    if (job_id > 0)
        ippAddInteger(request, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job_id);
    ippAddString(
        request, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", NULL, cupsUser());
    return request;
}

void printer_ipp_want(ipp_t *request, const char *const *wanted)
{
    ipp_attribute_t *list = ippFindAttribute(request, "requested-attributes", IPP_TAG_KEYWORD);
    for (; *wanted != NULL; wanted++)
        if (list == NULL)
            list = ippAddString(
                request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", NULL, *wanted);
        else
            ippSetString(request, &list, ippGetCount(list), *wanted);
}

ipp_t *printer_ipp_ask(struct printer_ipp *c, ipp_t *request, int document)
{
    ipp_t *answer = cupsDoIORequest(c->http, request, c->resource, document, -1);
    httpClose(c->http);
    c->http = NULL;
    return answer;
}

const char *printer_ipp_string(ipp_t *answer, const char *name, int i)
{
    ipp_attribute_t *a = ippFindAttribute(answer, name, IPP_TAG_ZERO);
    const char *value = a == NULL || i >= ippGetCount(a) ? NULL : ippGetString(a, i, NULL);
    return value == NULL ? "" : value;
}

int printer_ipp_integer(ipp_t *answer, const char *name)
{
    ipp_attribute_t *a = ippFindAttribute(answer, name, IPP_TAG_ZERO);
    return a == NULL ? 0 : ippGetInteger(a, 0);
}

void printer_ipp_text(char *to, size_t size, const char *from)
{
    size_t used = 0;
    while (*from != '\0') {
        int bytes;
        uint32_t letter = utf8_read(from, &bytes);
        bool shows = utf8_is_plain(letter);
        size_t len = shows ? (size_t)bytes : 1;
        if (used + len >= size)
            break;
        memcpy(to + used, shows ? from : "?", len);
        used += len;
        from += bytes;
    }
    to[used] = '\0';
}

void printer_ipp_model(char *to, size_t size, const char *make_and_model)
{
    printer_ipp_text(to, size, make_and_model);
    char *added = strstr(to, " - IPP Everywhere");
    if (added != NULL)
        *added = '\0';
}

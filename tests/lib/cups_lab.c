#include "cups_lab.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/file.h"
#include "child.h"
#include "plain_ppd.h"
#include "temp.h"

#include <arpa/inet.h>
#include <assert.h>
#include <cups/cups.h>
#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

/* The kiosk is one, as it is where it is installed; started by root, a test's is nobody. */
#define OPERATORS "Require user @SYSTEM nobody"

enum { START_MS = 60 * 1000, TICK_MS = 20, END_MS = 5000, CONF_MAX = 16 * 1024 };

struct lab {
    struct arena *arena;
    const char *folder, *socket;
    int port;
    pid_t bus, printer, cups; /* 0: does not run */
};

/* The printer's inside. It lets a card out unless it was cancelled meanwhile. */
static const char engine[] =
    "#!/bin/sh\n"
    "printf x >>\"$LAB/taken\"\n"
    "while [ -e \"$LAB/hold\" ]; do sleep 0.05; done\n"
    "if [ -e \"$LAB/says\" ]; then cat \"$LAB/says\" >&2; fi\n"
    "if ipptool -tv \"$IPP_JOB_URI\" \"$LAB/job.test\" | grep -q processing-to-stop-point; then\n"
    "    exit 0\n"
    "fi\n"
    "cp \"$1\" \"$LAB/last.pdf\"\n"
    "cp \"$1\" \"$LAB/out/$(cat \"$LAB/sheets\" | wc -c)\"\n"
    "printf x >>\"$LAB/sheets\"\n";

static const char job_test[] = "{\n"
                               "OPERATION Get-Job-Attributes\n"
                               "GROUP operation-attributes-tag\n"
                               "ATTR charset attributes-charset utf-8\n"
                               "ATTR language attributes-natural-language en\n"
                               "ATTR uri job-uri $uri\n"
                               "}\n";

static const char *path(struct lab *l, const char *name)
{
    return arena_printf(l->arena, "%s/%s", l->folder, name);
}

const char *lab_folder(const struct lab *l)
{
    return l->folder;
}

static void put(struct lab *l, const char *name, const char *text)
{
    temp_write(path(l, name), text, strlen(text));
}

/* --- programs ---------------------------------------------------------------------------------- */

static pid_t start(struct lab *l, const char *const *argv)
{
    const char *log = path(l, arena_printf(l->arena, "log/%s", argv[0]));
    const char *bus = arena_printf(l->arena, "DBUS_SYSTEM_BUS_ADDRESS=unix:path=%s/bus", l->folder);
    const char *lab = arena_printf(l->arena, "LAB=%s", l->folder);
    return child_start(argv, (const char *[]){ lab, bus, NULL }, log);
}

void lab_run(struct lab *l, const char *const *argv)
{
    assert(child_wait(start(l, argv)) == 0);
}

/* --- waiting ----------------------------------------------------------------------------------- */

bool lab_wait(struct lab *l, int (*count)(struct lab *l), int wanted, int ms)
{
    int64_t until_ms = clock_now_ms() + ms;
    while (count(l) != wanted) {
        if (clock_now_ms() > until_ms)
            return false;
        (void)poll(NULL, 0, TICK_MS);
    }
    return true;
}

static bool connects(const struct sockaddr *address, socklen_t len)
{
    int fd = socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert(fd >= 0);
    bool ok = connect(fd, address, len) == 0;
    close(fd);
    return ok;
}

static bool connects_to_file(const char *file)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    assert(strlen(file) < sizeof address.sun_path);
    memcpy(address.sun_path, file, strlen(file) + 1);
    return connects((struct sockaddr *)&address, sizeof address);
}

static int bus_is_up(struct lab *l)
{
    return connects_to_file(path(l, "bus"));
}

static int cups_is_up(struct lab *l)
{
    return connects_to_file(l->socket);
}

static int queue_is_up(struct lab *l)
{
    return temp_exists(path(l, "etc/ppd/" LAB_QUEUE ".ppd")) && lab_jobs(l) == 0;
}

static int printer_is_up(struct lab *l)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)l->port) };
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return connects((struct sockaddr *)&address, sizeof address);
}

/* --- the printer ------------------------------------------------------------------------------- */

static int free_port(void)
{
    struct sockaddr_in address = { .sin_family = AF_INET };
    socklen_t len = sizeof address;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert(fd >= 0 && bind(fd, (struct sockaddr *)&address, len) == 0);
    assert(getsockname(fd, (struct sockaddr *)&address, &len) == 0);
    close(fd);
    return ntohs(address.sin_port);
}

void lab_printer_start(struct lab *l, enum lab_printer kind)
{
    const char *port = arena_printf(l->arena, "%d", l->port);
    /* A colour speed makes it a photo printer. */
    l->printer = start(
        l, (const char *[]){ "ippeveprinter", "-r", "off", "-p", port, "-n", "localhost", "-d",
               path(l, "received"), "-k", "-vv", "-s", kind == LAB_PHOTO ? "10,10" : "10", "-f",
               "application/pdf", "-c", path(l, "engine"), "Lab", NULL });
    assert(lab_wait(l, printer_is_up, 1, START_MS));
}

void lab_printer_kill(struct lab *l)
{
    child_kill(&l->printer);
}

void lab_printer_move(struct lab *l)
{
    lab_printer_kill(l);
    l->port = free_port();
    lab_printer_start(l, LAB_PHOTO);
}

void lab_printer_freeze(struct lab *l, bool on)
{
    assert(kill(-l->printer, on ? SIGSTOP : SIGCONT) == 0);
}

void lab_load(struct lab *l, const char *main_tray, const char *photo_tray, int sheets)
{
    /* ippeveprinter's own form; trays 1 and 2, for 0 is "auto". */
    const char *form = arena_printf(l->arena, "/media?size1=%s&level1=%d&size2=%s&level2=%d",
        main_tray == NULL ? "" : main_tray, sheets, photo_tray == NULL ? "" : photo_tray, sheets);
    http_t *http = httpConnect2(
        "localhost", l->port, NULL, AF_UNSPEC, HTTP_ENCRYPTION_IF_REQUESTED, 1, START_MS, NULL);
    assert(http != NULL);
    httpClearFields(http);
    httpSetField(http, HTTP_FIELD_HOST, "localhost");
    assert(httpGet(http, form) == 0);
    http_status_t status;
    do {
        status = httpUpdate(http);
    } while (status == HTTP_STATUS_CONTINUE);
    assert(status == HTTP_STATUS_OK);
    httpFlush(http);
    httpClose(http);
}

void lab_says(struct lab *l, const char *lines)
{
    put(l, "says", lines);
}

int lab_port(const struct lab *l)
{
    return l->port;
}

void lab_hold(struct lab *l, bool on)
{
    if (on)
        put(l, "hold", "");
    else
        assert(unlink(path(l, "hold")) == 0);
}

/* --- cupsd ------------------------------------------------------------------------------------- */

static const char *user_name(struct arena *a)
{
    struct passwd *pw = getpwuid(geteuid());
    assert(pw != NULL);
    return geteuid() == 0 ? "lp" : arena_strdup(a, pw->pw_name); /* cupsd refuses "User root" */
}

static const char *replaced(struct arena *a, const char *text, const char *what, const char *with)
{
    const char *at = strstr(text, what);
    assert(at != NULL);
    const char *head = arena_strndup(a, text, (size_t)(at - text));
    return arena_printf(a, "%s%s%s", head, with, at + strlen(what));
}

static const char *settings(struct arena *a, const char *path)
{
    size_t len;
    const char *text = file_read(a, path, CONF_MAX, &len, NULL);
    assert(text != NULL);
    return text;
}

/* operators: what cupsd demands of who changes its queues. All else is as where the kiosk is
 * installed, but for the places, and a log that can be searched. */
static void configure(struct lab *l, const char *operators)
{
    struct arena *a = l->arena;
    struct group *group = getgrgid(getegid());
    assert(group != NULL);
    const char *own_group = arena_strdup(a, group->gr_name);
    const char *conf = replaced(a, settings(a, "systemd/cups/cupsd.conf"),
        "Listen /run/cups/cups.sock\n", arena_printf(a, "Listen %s\nMaxLogSize 0\n", l->socket));
    put(l, "etc/cupsd.conf",
        replaced(a, conf, "    Require user @SYSTEM\n", arena_printf(a, "    %s\n", operators)));
    const char *files = settings(a, "systemd/cups/cups-files.conf");
    const struct {
        const char *what, *with;
    } here[] = { { "root lpadmin", own_group },
        { "ServerRoot /etc/cups", arena_printf(a, "ServerRoot %s", path(l, "etc")) },
        { "/run/goedwerk-cups/spool", path(l, "spool") },
        { "/run/goedwerk-cups/cache", path(l, "cache") },
        { "ErrorLog syslog", arena_printf(a, "ErrorLog %s", path(l, "log/error")) } };
    for (size_t i = 0; i < COUNT_OF(here); i++)
        files = replaced(a, files, here[i].what, here[i].with);
    put(l, "etc/cups-files.conf",
        arena_printf(a,
            "%sUser %s\nGroup %s\nStateDir %s/state\nServerBin %s/bin\nTempDir %s/spool/temp\n"
            "Sandboxing relaxed\nFileDevice Yes\n",
            files, user_name(a), geteuid() == 0 ? "lp" : own_group, l->folder, l->folder,
            l->folder));
}

/* A tmpfs of its own, where the kiosk is installed: systemd/cups/cups.service.conf. */
static void forget_jobs(struct lab *l)
{
    static const char *const folders[] = { "cache", "spool", "spool/temp" };
    for (size_t i = 0; i < COUNT_OF(folders); i++) {
        if (i < 2)
            temp_remove(path(l, folders[i]));
        assert(mkdir(path(l, folders[i]), 0755) == 0);
    }
}

void lab_cups_start(struct lab *l)
{
    forget_jobs(l);
    l->cups = start(l, (const char *[]){ "cupsd", "-f", "-c", path(l, "etc/cupsd.conf"), "-s",
                           path(l, "etc/cups-files.conf"), NULL });
    assert(lab_wait(l, cups_is_up, 1, START_MS));
}

void lab_cups_trusts_nobody(struct lab *l)
{
    configure(l, "Require user nobody-of-this-name");
    assert(kill(l->cups, SIGTERM) == 0 && child_wait(l->cups) == 0);
    lab_cups_start(l);
}

void lab_cups_kill(struct lab *l)
{
    child_kill(&l->cups);
}

void lab_cups_end(struct lab *l, int signal)
{
    pid_t started[16];
    assert(kill(l->cups, SIGSTOP) == 0); /* it starts no more */
    int count = child_list(l->cups, started, (int)COUNT_OF(started));
    assert(kill(l->cups, signal) == 0 && kill(l->cups, SIGCONT) == 0);
    (void)child_wait(l->cups);
    l->cups = 0;
    child_end(started, count, END_MS);
}

static void add_queue(struct lab *l)
{
    const char *uri = arena_printf(l->arena, "ipp://localhost:%d/ipp/print", l->port);
    lab_run(l, (const char *[]){ "lpadmin", "-p", LAB_QUEUE, "-E", "-v", uri, "-m", "everywhere",
                   "-o", "printer-error-policy=abort-job", NULL });
    lab_run(l, (const char *[]){ "lpadmin", "-d", LAB_QUEUE, NULL });
    /* lpadmin ends before the PPD is made */
    assert(lab_wait(l, queue_is_up, 1, START_MS));
    /* cupsd saves only now and then; a queue that a crash forgets is not what is tested */
    assert(kill(l->cups, SIGTERM) == 0 && child_wait(l->cups) == 0);
    lab_cups_start(l);
}

const char *lab_add_plain_queue(struct lab *l)
{
    const char *out = path(l, "plain.out");
    put(l, "plain.ppd", plain_ppd);
    lab_run(l, (const char *[]){ "lpadmin", "-p", LAB_PLAIN, "-E", "-v",
                   arena_printf(l->arena, "file:%s", out), "-P", path(l, "plain.ppd"), NULL });
    return out;
}

/* The programs of the machine's CUPS, and one backend more. */
static void make_bin(struct lab *l)
{
    static const char *const links[] = { "daemon", "driver", "filter", "notifier", "backend/ipp" };
    for (size_t i = 0; i < COUNT_OF(links); i++)
        assert(symlink(arena_printf(l->arena, "/usr/lib/cups/%s", links[i]),
                   path(l, arena_printf(l->arena, "bin/%s", links[i]))) == 0);
    put(l, "bin/backend/lab",
        arena_printf(l->arena,
            "#!/bin/sh\n[ $# -gt 0 ] || exit 0\nLAB='%s'\nprintf x >>\"$LAB/brought\"\n"
            ". \"$LAB/does\"\n",
            l->folder));
    put(l, "brought", "");
    assert(chmod(path(l, "bin/backend/lab"), 0755) == 0 && chmod(path(l, "brought"), 0666) == 0);
}

void lab_backend_does(struct lab *l, const char *script)
{
    put(l, "does", script);
}

void lab_add_faulty_queue(struct lab *l)
{
    put(l, "plain.ppd", plain_ppd);
    lab_run(l, (const char *[]){ "lpadmin", "-p", LAB_FAULTY, "-E", "-v", "lab:/x", "-P",
                   path(l, "plain.ppd"), NULL });
}

/* --- all of it --------------------------------------------------------------------------------- */

struct lab *lab_open(void)
{
    static const char *const folders[] = { "etc", "state", "state/certs", "cache", "spool",
        "spool/temp", "log", "received", "out", "bin", "bin/backend" };
    struct arena *arena = arena_new();
    struct lab *l = arena_alloc(arena, sizeof *l);
    l->arena = arena;
    l->folder = temp_make(arena);
    l->socket = path(l, "cups.sock");
    assert(chmod(l->folder, 0755) == 0); /* filters run as lp */
    for (size_t i = 0; i < COUNT_OF(folders); i++)
        assert(mkdir(path(l, folders[i]), 0755) == 0);
    make_bin(l);
    put(l, "engine", engine);
    put(l, "job.test", job_test);
    assert(chmod(path(l, "engine"), 0755) == 0);
    configure(l, OPERATORS);

    child_adopt_orphans();
    assert(setenv("CUPS_SERVER", l->socket, 1) == 0); /* for threads to come */
    cupsSetServer(l->socket); /* for this one */
    l->port = free_port();
    l->bus = start(l, (const char *[]){ "dbus-daemon", "--session", "--nofork",
                          arena_printf(arena, "--address=unix:path=%s/bus", l->folder), NULL });
    assert(lab_wait(l, bus_is_up, 1, START_MS));
    lab_printer_start(l, LAB_PHOTO);
    lab_cups_start(l);
    add_queue(l);
    return l;
}

void lab_close(struct lab *l)
{
    if (l == NULL)
        return;
    child_kill(&l->cups);
    child_kill(&l->printer);
    child_kill(&l->bus);
    child_kill_orphans();
    cupsSetServer(NULL);
    assert(unsetenv("CUPS_SERVER") == 0);
    temp_remove(l->folder);
    arena_free(l->arena);
}

/* --- what can be counted ----------------------------------------------------------------------- */

static int size_of(struct lab *l, const char *name)
{
    struct stat st;
    return stat(path(l, name), &st) == 0 ? (int)st.st_size : 0;
}

int lab_taken(struct lab *l)
{
    return size_of(l, "taken");
}

int lab_sheets(struct lab *l)
{
    return size_of(l, "sheets");
}

int lab_backends(struct lab *l)
{
    pid_t list[16];
    return child_list(l->cups, list, (int)COUNT_OF(list));
}

int lab_brought(struct lab *l)
{
    return size_of(l, "brought");
}

int lab_busy(struct lab *l)
{
    const char *uri = arena_printf(l->arena, "ipp://localhost:%d/ipp/print", l->port);
    http_t *http = httpConnect2(
        "localhost", l->port, NULL, AF_UNSPEC, HTTP_ENCRYPTION_IF_REQUESTED, 1, START_MS, NULL);
    assert(http != NULL);
    ipp_t *request = ippNewRequest(IPP_OP_GET_PRINTER_ATTRIBUTES);
    ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", NULL, uri);
    ipp_t *answer = cupsDoRequest(http, request, "/ipp/print");
    ipp_attribute_t *state = ippFindAttribute(answer, "printer-state", IPP_TAG_ENUM);
    assert(state != NULL);
    int busy = ippGetInteger(state, 0) != IPP_PSTATE_IDLE;
    ippDelete(answer);
    httpClose(http);
    return busy;
}

/* cupsd's list of jobs, for cupsFreeJobs; -1: no answer. */
static int jobs_of(struct lab *l, int which, cups_job_t **jobs)
{
    *jobs = NULL;
    http_t *http =
        httpConnect2(l->socket, 0, NULL, AF_UNSPEC, HTTP_ENCRYPTION_NEVER, 1, START_MS, NULL);
    if (http == NULL)
        return -1;
    int count = cupsGetJobs2(http, jobs, LAB_QUEUE, 0, which);
    httpClose(http);
    return count;
}

int lab_jobs(struct lab *l)
{
    cups_job_t *jobs;
    int count = jobs_of(l, CUPS_WHICHJOBS_ACTIVE, &jobs);
    cupsFreeJobs(count, jobs);
    return count;
}

bool lab_title_is(struct lab *l, const char *title)
{
    cups_job_t *jobs;
    int count = jobs_of(l, CUPS_WHICHJOBS_ALL, &jobs);
    bool same = count > 0;
    for (int i = 0; i < count; i++)
        same = same && strcmp(jobs[i].title, title) == 0;
    cupsFreeJobs(count, jobs);
    return same;
}

bool lab_spool_is_empty(struct lab *l)
{
    const char *names = temp_list(l->arena, path(l, "spool"));
    return names[0] != 'd' && strstr(names, " d") == NULL; /* c00001: control, d00001-001: data */
}

bool lab_sheet_holds(struct lab *l, const char *bytes)
{
    enum { SHEET_MAX = 1 << 20 };
    size_t len = 0;
    const char *sheet = file_read(l->arena, path(l, "last.pdf"), SHEET_MAX, &len, NULL);
    return sheet != NULL && memmem(sheet, len, bytes, strlen(bytes)) != NULL;
}

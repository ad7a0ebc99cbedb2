/*
 * goedwerk-helper: the one part of the kiosk that runs as root. Finds USB sticks and mounts them on
 * request; switches off, sets clock and brightness. It believes nothing that the kiosk's user says.
 */
#include "helper/helper.h"

#include "base/log.h"
#include "helper/uevents.h"

#include <errno.h>
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sysexits.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

#define KIOSK_USER "goedwerk"

static void ready(void)
{
    (void)sd_notify(0, "READY=1");
}

/* Readable when somebody asks us to end. -1: see errno. */
static int open_stop(void)
{
    sigset_t asked;
    sigemptyset(&asked);
    sigaddset(&asked, SIGTERM);
    sigaddset(&asked, SIGINT);
    return sigprocmask(SIG_BLOCK, &asked, NULL) < 0 ? -1 : signalfd(-1, &asked, SFD_CLOEXEC);
}

int main(int argc, char **argv)
{
    struct err err = { 0 };
    struct helper_plan plan = { .at = { .sys = "/sys",
                                    .dev = "/dev",
                                    .mounts = "/proc/self/mountinfo",
                                    .run = "/run/goedwerk" },
        .os = os_linux(),
        .ready = ready };
    if (argc == 2 && strcmp(argv[1], "--version") == 0) {
        printf("goedwerk-helper " GOEDWERK_VERSION "\n");
        return EXIT_SUCCESS;
    }
    if (argc > 1) {
        log_line(LOG_LEVEL_ERROR, "helper", "it takes no arguments; systemd starts it");
        return EX_USAGE;
    }
    const struct passwd *kiosk = getpwnam(KIOSK_USER);
    if (kiosk == NULL || kiosk->pw_uid == 0) {
        log_line(LOG_LEVEL_ERROR, "helper", "there is no user " KIOSK_USER);
        return EX_NOUSER;
    }
    plan.at.uid = kiosk->pw_uid;
    plan.at.gid = kiosk->pw_gid;
    plan.stop = open_stop();
    plan.devices = uevents_open(&err);
    if (plan.stop < 0)
        err_set(&err, ERR_INTERNAL, "signals: %s", strerror(errno));
    if (plan.stop < 0 || plan.devices < 0 || !helper_run(&plan, &err)) {
        log_err("helper", "start", &err);
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}

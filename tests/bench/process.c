#include "process.h"

#include "figure.h"
#include "samples.h"
#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { LOOK_EVERY_NS = 400 * 1000 };

int64_t process_cpu_ns(pid_t pid)
{
    clockid_t clock;
    struct timespec used;
    figure_must(clock_getcpuclockid(pid, &clock) == 0 && clock_gettime(clock, &used) == 0,
        "ask for a program's processor time", NULL);
    return (int64_t)used.tv_sec * 1000000000 + used.tv_nsec;
}

/* The number behind a name at the start of a line; lines of that name are added. */
static int64_t number_in(const char *path, const char *name)
{
    char line[256];
    int64_t sum = 0;
    FILE *f = fopen(path, "re");
    figure_must(f != NULL, path, NULL);
    while (fgets(line, sizeof line, f) != NULL)
        if (strncmp(line, name, strlen(name)) == 0)
            sum += strtol(line + strlen(name), NULL, 10);
    fclose(f);
    return sum;
}

int64_t process_switches(pid_t pid)
{
    char folder[64], path[400];
    int64_t sum = 0;
    (void)snprintf(folder, sizeof folder, "/proc/%ld/task", (long)pid);
    DIR *tasks = opendir(folder);
    figure_must(tasks != NULL, folder, NULL);
    for (struct dirent *e = readdir(tasks); e != NULL; e = readdir(tasks)) {
        if (e->d_name[0] == '.')
            continue;
        (void)snprintf(path, sizeof path, "%s/%s/status", folder, e->d_name);
        sum += number_in(path, "voluntary_ctxt_switches:");
        sum += number_in(path, "nonvoluntary_ctxt_switches:");
    }
    closedir(tasks);
    return sum;
}

static double rollup_mb(pid_t pid, const char *name)
{
    char path[64];
    (void)snprintf(path, sizeof path, "/proc/%ld/smaps_rollup", (long)pid);
    return (double)number_in(path, name) / 1024;
}

double process_pss_mb(pid_t pid)
{
    return rollup_mb(pid, "Pss:");
}

double process_rss_mb(pid_t pid)
{
    return rollup_mb(pid, "Rss:");
}

double process_peak_mb(void)
{
    return (double)number_in("/proc/self/status", "VmHWM:") / 1024;
}

/* --- stretches --- */

struct stretches {
    pthread_t thread;
    int call_fd,
        wait_fd; /* what system call the main thread is in; how long it waited for a turn */
    atomic_bool ended;
    double longest_ms; /* read when the thread has ended */
};

/*
 * The loop's wait is a poll with a time-out, for every screen of a visit has a limit; a poll
 * without one is Xlib waiting for an answer of the server, in the middle of a turn.
 */
static bool is_waiting(int fd)
{
    char text[256];
    long number;
    unsigned long fds, count, timeout;
    ssize_t len = pread(fd, text, sizeof text - 1, 0);
    if (len <= 0)
        return true; /* it has gone */
    text[len] = '\0';
    return sscanf(text, "%ld %lx %lx %lx", &number, &fds, &count, &timeout) == 4 &&
           number == SYS_poll && (int32_t)timeout >= 0;
}

/* For a processor that others had. */
static int64_t queued_ns(int fd)
{
    char text[128];
    int64_t ran, queued;
    ssize_t len = pread(fd, text, sizeof text - 1, 0);
    text[len < 0 ? 0 : len] = '\0';
    return sscanf(text, "%" SCNd64 " %" SCNd64, &ran, &queued) == 2 ? queued : 0;
}

static void *watch(void *arg)
{
    struct stretches *s = arg;
    int64_t from_ns = samples_now_ns(), from_queued_ns = queued_ns(s->wait_fd);
    while (!atomic_load(&s->ended)) {
        if (is_waiting(s->call_fd)) {
            int64_t now_ns = samples_now_ns(), now_queued_ns = queued_ns(s->wait_fd);
            double ms = (double)(now_ns - from_ns - (now_queued_ns - from_queued_ns)) / 1e6;
            s->longest_ms = ms > s->longest_ms ? ms : s->longest_ms;
            from_ns = now_ns;
            from_queued_ns = now_queued_ns;
        }
        (void)nanosleep(&(struct timespec){ .tv_nsec = LOOK_EVERY_NS }, NULL);
    }
    return NULL;
}

static int open_of(pid_t pid, const char *name)
{
    char path[64];
    (void)snprintf(path, sizeof path, "/proc/%ld/%s", (long)pid, name);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    figure_must(fd >= 0, path, NULL);
    return fd;
}

struct stretches *stretches_start(pid_t pid)
{
    struct stretches *s = calloc(1, sizeof *s);
    if (s == NULL)
        abort();
    s->call_fd = open_of(pid, "syscall");
    s->wait_fd = open_of(pid, "schedstat");
    figure_must(pthread_create(&s->thread, NULL, watch, s) == 0, "start a thread", NULL);
    /* A watcher that comes late sees stretches where there are none; only root may ask for this. */
    (void)pthread_setschedparam(
        s->thread, SCHED_FIFO, &(struct sched_param){ .sched_priority = 1 });
    return s;
}

double stretches_end_ms(struct stretches *s)
{
    atomic_store(&s->ended, true);
    pthread_join(s->thread, NULL);
    double longest_ms = s->longest_ms;
    close(s->call_fd);
    close(s->wait_fd);
    free(s);
    return longest_ms;
}

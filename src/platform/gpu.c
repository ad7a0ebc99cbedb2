#include "platform/gpu.h"

#include "base/attributes.h"
#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Drivers with a render node behind which (or behind whose guest) the CPU may do the work. */
static const char *const without_hardware[] = { "vgem", "vkms", "virtio_gpu", "virtio-pci",
    "virtio-mmio", "simple-framebuffer" };

static bool is_hardware(const char *sys, const char *node)
{
    char link[PATH_MAX], driver[PATH_MAX];
    if (snprintf(link, sizeof link, "%s/%s/device/driver", sys, node) >= (int)sizeof link)
        return false;
    ssize_t len = readlink(link, driver, sizeof driver - 1);
    if (len < 0)
        return false; /* no device below it, as with vgem */
    driver[len] = '\0';
    const char *slash = strrchr(driver, '/'), *name = slash == NULL ? driver : slash + 1;
    for (size_t i = 0; i < COUNT_OF(without_hardware); i++)
        if (strcmp(name, without_hardware[i]) == 0)
            return false;
    return true;
}

bool gpu_renders(const char *sys, const char *dev)
{
    DIR *dir = opendir(dev);
    if (dir == NULL)
        return false;
    bool found = false;
    for (struct dirent *entry; !found && (entry = readdir(dir)) != NULL;) {
        char node[PATH_MAX];
        if (strncmp(entry->d_name, "renderD", 7) == 0 &&
            snprintf(node, sizeof node, "%s/%s", dev, entry->d_name) < (int)sizeof node)
            found = access(node, R_OK | W_OK) == 0 && is_hardware(sys, entry->d_name);
    }
    closedir(dir);
    return found;
}

static bool is_connected(const char *sys, const char *connector)
{
    char path[PATH_MAX], status[16] = "";
    if (snprintf(path, sizeof path, "%s/%s/status", sys, connector) >= (int)sizeof path)
        return false;
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return false;
    bool connected =
        fgets(status, sizeof status, file) != NULL && strcmp(status, "connected\n") == 0;
    fclose(file);
    return connected;
}

int gpu_connected_card(const char *sys)
{
    DIR *dir = opendir(sys);
    if (dir == NULL)
        return -1;
    int first = -1;
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        int card, end = 0;
        /* "card1-DSI-1", not "card1" */
        if (sscanf(entry->d_name, "card%d-%n", &card, &end) == 1 && end > 0 &&
            (first < 0 || card < first) && is_connected(sys, entry->d_name))
            first = card;
    }
    closedir(dir);
    return first;
}

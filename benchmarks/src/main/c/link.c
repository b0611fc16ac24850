/*
 * Links between network namespaces that do to packets what networks do, for kernels without
 * sch_netem.
 *
 *   link NAMESPACE:DEVICE=NAMESPACE:DEVICE...
 *
 * Makes a pair of TAP devices for each argument and carries frames between the two. UDP over IPv4
 * is treated, in each direction for itself; all else, ARP and the TCP of the signaling, passes at
 * once. Each line on standard input is answered by one:
 *
 *   set WAY NAME=VALUE...   what holds for one way from now on, or for all (WAY is -1); what is not
 *                           named is nothing. "ok".
 *   tell WAY                what happened on it since it was told last: "CARRIED LOST DROPPED TWICE
 *                           BYTES WAITED_MICROSECONDS", bytes of IP packets that went in and were
 *                           not dropped, and the longest time that one of them waited for a slow
 *                           link.
 *
 * Ways are counted from nothing: of the first argument from left to right, from right to left, of
 * the second likewise. A packet goes through, in this order:
 *
 *   rate, queue        bits of IP packets per second; bytes that may wait, more are dropped; 0 for
 *                      at once
 *   begin, end         per million: that it begins a run of losses, and that it ends one (Gilbert)
 *   loss               per million: that it is lost, alone
 *   delay              microseconds
 *   jitter             added to it, evenly from nothing to so many microseconds
 *   shuffle            1: whoever was delayed for less overtakes, as with netem; 0: order is kept
 *   overtaken, by      per million: that it comes so many microseconds later, and others overtake
 *   twice              per million: that it comes twice
 *   seed               of all chances; without it they go on
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <poll.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

enum { MOST_WAYS = 8, ROOM = 1 << 13, MOST_BYTES = 2048, BURST = 64, ETHERNET = 14 };

struct frame {
  int64_t due;
  uint64_t number;
  int length;
  unsigned char bytes[MOST_BYTES];
};

struct rules {
  uint64_t rate, queue, begin, end, loss, delay, jitter, shuffle, overtaken, by, twice;
};

struct way {
  int from, to;
  struct rules rules;
  uint64_t random, numbers;
  int in_run;
  int64_t free_at, last_due;
  uint64_t carried, lost, dropped, doubled, bytes, waited;
  int waiting;
  struct frame **heap; /* the first `waiting` are a heap by due and number, the rest is free */
};

static struct way ways[MOST_WAYS];
static int way_count;

static void die(const char *what) {
  perror(what);
  exit(1);
}

static int64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

/* splitmix64 */
static uint64_t next(uint64_t *state) {
  uint64_t z = *state += 0x9E3779B97F4A7C15u;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
  z = (z ^ z >> 27) * 0x94D049BB133111EBu;
  return z ^ z >> 31;
}

static int happens(struct way *way, uint64_t per_million) {
  return per_million && next(&way->random) % 1000000 < per_million;
}

static int tap(char *where) {
  char path[256], *device = strchr(where, ':');
  struct ifreq request;
  if (!device) {
    fprintf(stderr, "%s is not NAMESPACE:DEVICE\n", where);
    exit(2);
  }
  *device++ = 0;
  snprintf(path, sizeof path, "/run/netns/%s", where);
  int space = open(path, O_RDONLY);
  if (space < 0 || setns(space, CLONE_NEWNET)) die(path);
  close(space);
  int fd = open("/dev/net/tun", O_RDWR | O_NONBLOCK);
  if (fd < 0) die("/dev/net/tun");
  memset(&request, 0, sizeof request);
  strncpy(request.ifr_name, device, IFNAMSIZ - 1);
  request.ifr_flags = IFF_TAP | IFF_NO_PI;
  if (ioctl(fd, TUNSETIFF, &request)) die(device);
  return fd;
}

static void add_way(int from, int to) {
  struct way *way = &ways[way_count++];
  struct frame *frames = calloc(ROOM, sizeof *frames);
  way->from = from;
  way->to = to;
  way->heap = calloc(ROOM, sizeof *way->heap);
  if (!frames || !way->heap) die("calloc");
  for (int i = 0; i < ROOM; i++) way->heap[i] = &frames[i];
}

static int sooner(const struct frame *one, const struct frame *other) {
  return one->due != other->due ? one->due < other->due : one->number < other->number;
}

static void swap(struct way *way, int one, int other) {
  struct frame *kept = way->heap[one];
  way->heap[one] = way->heap[other];
  way->heap[other] = kept;
}

/* The frame behind the heap becomes a part of it. */
static void push(struct way *way, int64_t due) {
  int at = way->waiting++;
  way->heap[at]->due = due;
  way->heap[at]->number = way->numbers++;
  for (; at && sooner(way->heap[at], way->heap[(at - 1) / 2]); at = (at - 1) / 2) {
    swap(way, at, (at - 1) / 2);
  }
}

/* The first frame goes behind the heap. */
static struct frame *pop(struct way *way) {
  swap(way, 0, --way->waiting);
  for (int at = 0;;) {
    int least = at;
    for (int child = 2 * at + 1; child <= 2 * at + 2 && child < way->waiting; child++) {
      if (sooner(way->heap[child], way->heap[least])) least = child;
    }
    if (least == at) return way->heap[way->waiting];
    swap(way, at, least);
    at = least;
  }
}

static int is_udp(const unsigned char *frame, int length) {
  return length >= 34 && frame[12] == 8 && frame[13] == 0 && frame[23] == 17;
}

static void deliver(struct way *way, const unsigned char *bytes, int length) {
  /* A device that is down takes nothing, as a cable that is unplugged. */
  if (write(way->to, bytes, length) < 0 && errno != EIO && errno != EAGAIN) die("write");
}

/* When the last bit has left; -1 where no room is to wait. */
static int64_t leave(struct way *way, int64_t at, int bytes) {
  if (!way->rules.rate) return at;
  int64_t from = way->free_at > at ? way->free_at : at;
  double nanos_per_byte = 8e9 / way->rules.rate;
  if ((from - at) / nanos_per_byte + bytes > way->rules.queue) return -1;
  if ((uint64_t)(from - at) / 1000 > way->waited) way->waited = (from - at) / 1000;
  return way->free_at = from + (int64_t)(bytes * nanos_per_byte);
}

static int is_lost(struct way *way) {
  if (way->rules.begin) {
    way->in_run =
        way->in_run ? !happens(way, way->rules.end) : happens(way, way->rules.begin);
  } else {
    way->in_run = 0;
  }
  return happens(way, way->rules.loss) || way->in_run;
}

static int64_t arrive(struct way *way, int64_t sent) {
  struct rules *rules = &way->rules;
  int64_t due = sent + rules->delay * 1000;
  if (rules->jitter) due += next(&way->random) % (rules->jitter * 1000 + 1);
  if (happens(way, rules->overtaken)) return due + rules->by * 1000;
  if (rules->shuffle) return due;
  if (due < way->last_due) due = way->last_due;
  return way->last_due = due;
}

static void carry(struct way *way, struct frame *frame) {
  int64_t sent = leave(way, now(), frame->length - ETHERNET);
  if (sent < 0) {
    way->dropped++;
    return;
  }
  way->bytes += frame->length - ETHERNET;
  if (is_lost(way)) {
    way->lost++;
    return;
  }
  way->carried++;
  int64_t due = arrive(way, sent);
  push(way, due);
  if (happens(way, way->rules.twice)) {
    struct frame *again = way->heap[way->waiting];
    again->length = frame->length;
    memcpy(again->bytes, frame->bytes, frame->length);
    way->doubled++;
    push(way, due);
  }
}

static void take(struct way *way) {
  for (int i = 0; i < BURST; i++) {
    if (way->waiting >= ROOM - 1) {
      fprintf(stderr, "more frames on their way than there is room for\n");
      exit(1);
    }
    struct frame *frame = way->heap[way->waiting];
    frame->length = read(way->from, frame->bytes, MOST_BYTES);
    if (frame->length <= 0) return;
    if (is_udp(frame->bytes, frame->length)) {
      carry(way, frame);
    } else {
      deliver(way, frame->bytes, frame->length);
    }
  }
}

/* Delivers what is due, and says when the next one will be; -1 if there is none. */
static int64_t give(void) {
  int64_t soonest = -1, at = now();
  for (int i = 0; i < way_count; i++) {
    struct way *way = &ways[i];
    while (way->waiting && way->heap[0]->due <= at) {
      struct frame *frame = pop(way);
      deliver(way, frame->bytes, frame->length);
    }
    if (way->waiting && (soonest < 0 || way->heap[0]->due < soonest)) {
      soonest = way->heap[0]->due;
    }
  }
  return soonest;
}

static uint64_t *rule(struct rules *rules, const char *name) {
  static const char *const names[] = {"rate",   "queue",   "begin",     "end", "loss", "delay",
                                      "jitter", "shuffle", "overtaken", "by",  "twice"};
  for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
    if (!strcmp(names[i], name)) return (uint64_t *)rules + i;
  }
  return NULL;
}

static void misunderstood(const char *word) {
  fprintf(stderr, "not understood: %s\n", word);
  exit(2);
}

static void set(int number, char *words) {
  struct rules rules = {0};
  uint64_t seed = 0;
  int seeded = 0;
  for (char *word; (word = strsep(&words, " \n"));) {
    char *value = strchr(word, '=');
    if (!*word) continue;
    if (!value) misunderstood(word);
    *value++ = 0;
    uint64_t *into = strcmp(word, "seed") ? rule(&rules, word) : &seed;
    if (!into) misunderstood(word);
    *into = strtoull(value, NULL, 10);
    seeded |= into == &seed;
  }
  for (int i = 0; i < way_count; i++) {
    if (number >= 0 && number != i) continue;
    ways[i].rules = rules;
    if (seeded) {
      ways[i].random = seed * MOST_WAYS + i;
      ways[i].in_run = 0;
    }
  }
  puts("ok");
}

static void tell(int number) {
  if (number < 0 || number >= way_count) misunderstood("tell");
  struct way *way = &ways[number];
  printf("%llu %llu %llu %llu %llu %llu\n", (unsigned long long)way->carried,
         (unsigned long long)way->lost, (unsigned long long)way->dropped,
         (unsigned long long)way->doubled, (unsigned long long)way->bytes,
         (unsigned long long)way->waited);
  way->carried = way->lost = way->dropped = way->doubled = way->bytes = way->waited = 0;
}

static void obey(void) {
  char line[512];
  int number, used = 0;
  if (!fgets(line, sizeof line, stdin)) exit(0);
  if (sscanf(line, "set %d%n", &number, &used) == 1) {
    set(number, line + used);
  } else if (sscanf(line, "tell %d", &number) == 1) {
    tell(number);
  } else {
    misunderstood(line);
  }
  fflush(stdout);
}

int main(int count, char **arguments) {
  for (int i = 1; i < count && way_count < MOST_WAYS; i++) {
    char *other = strchr(arguments[i], '=');
    if (!other) die(arguments[i]);
    *other++ = 0;
    int one = tap(arguments[i]), two = tap(other);
    add_way(one, two);
    add_way(two, one);
  }
  /* Two cores, two parties: the link must not wait for either. */
  struct sched_param first = {.sched_priority = 10};
  if (sched_setscheduler(0, SCHED_FIFO, &first)) perror("sched_setscheduler");
  mlockall(MCL_CURRENT | MCL_FUTURE);
  setvbuf(stdin, NULL, _IONBF, 0);
  printf("ready\n");
  fflush(stdout);
  struct pollfd polled[MOST_WAYS + 1];
  for (int i = 0; i < way_count; i++) polled[i] = (struct pollfd){ways[i].from, POLLIN, 0};
  polled[way_count] = (struct pollfd){0, POLLIN, 0};
  for (;;) {
    int64_t due = give();
    int64_t wait = due < 0 ? 1000000000 : due - now();
    struct timespec left = {wait < 0 ? 0 : wait / 1000000000, wait < 0 ? 0 : wait % 1000000000};
    if (ppoll(polled, way_count + 1, &left, NULL) < 0 && errno != EINTR) die("ppoll");
    for (int i = 0; i < way_count; i++) {
      if (polled[i].revents) take(&ways[i]);
    }
    if (polled[way_count].revents) obey();
  }
}

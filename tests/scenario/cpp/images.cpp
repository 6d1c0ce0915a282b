// Steps 04 and 05: images to PDFs, PDFs to pieces.
#include "facts.hpp"

using scor::scan_option;

static scor::document open(const state &s, const std::string &name)
{
    return scor::document::open(s.at.data(name));
}

static scor::scan scan_of(const state &s, std::initializer_list<const char *> names)
{
    scor::scan made = scor::scan::create();
    made.use_profile(s.profile);
    for (const char *name : names)
        made.add(open(s, name));
    return made;
}

static void tell_run(state &s, const std::string &key, const scor::scanned &run)
{
    s.told.number(key + ".verdict", run.report.verdict());
    s.told.number(key + ".size", run.pdf ? static_cast<std::int64_t>(run.pdf.size()) : 0);
    if (run.pdf)
        s.told.fnv(key + ".fnv", run.pdf);
    else
        s.told.text(key + ".fnv", std::nullopt);
    s.told.picked(key + ".faults", run.report.json(), "faults");
}

static void scanned(state &s)
{
    scor::scan scan = scan_of(s, {"recto-verso-1.jpg", "recto-verso-2.jpg"});
    std::int64_t calls = 0, last_done = 0, last_total = 0;
    std::int32_t busy = 0;
    s.scans[0] = scan.run([&](std::uint64_t done, std::uint64_t total) {
        if (calls++ == 0) {
            try {
                scan.set(scan_option::codec, SCOR_CODEC_G4);
            } catch (const scor::error &e) {
                busy = e.code();
            }
        }
        last_done = static_cast<std::int64_t>(done);
        last_total = static_cast<std::int64_t>(total);
        return true;
    });
    tell_run(s, "04.scan", *s.scans[0]);
    s.told.number("04.scan.progress", calls);
    s.told.number("04.scan.done", last_done);
    s.told.number("04.scan.total", last_total);
    s.told.number("04.scan.busy", busy);
    scan.set(scan_option::max_bytes, 2000);
    const scor::error budget = s.told.error("04.budget", [&] { (void)scan.run(); });
    s.told.json("04.budget.details", budget.details());

    scor::scan again = scan_of(s, {"recto-verso-1.jpg"});
    s.told.error("04.cancelled", [&] { (void)again.run([](auto, auto) { return false; }); });
    // What the host throws in the callback comes out of the call, and the scan is as good as before.
    try {
        (void)again.run([](auto, auto) -> bool { throw 7; });
        stop("the callback's exception was lost");
    } catch (int thrown) {
        if (thrown != 7)
            stop("another exception");
    }
}

static void refused(state &s)
{
    scor::scan scan = scan_of(s, {"ordonnance-tronquee.jpg"});
    tell_run(s, "04.refused", scan.run());
    scan.override_refusal("Original d\xc3\xa9truit");
    const scor::scanned taken = scan.run();
    tell_run(s, "04.taken", taken);
    s.told.picked("04.taken.reason", taken.report.json(), "override");
}

static void pixels(state &s)
{
    constexpr std::uint32_t width = 800, height = 1100;
    std::vector<std::uint8_t> grey(width * height, 235);
    for (std::uint32_t y = 100; y < 1000; y++)
        for (std::uint32_t x = 100; x < 700; x++)
            if (y / 12 % 3 == 0 && (x / 5 + y / 12) % 4 < 2)
                grey[y * width + x] = 20;
    scor::source_options options = scor::source_options::create();
    options.set(scor::source_option::dpi, 100);
    const scor::document page =
        scor::document::from_pixels({grey, scor::pixel_layout::grey8, width, height, width}, options);
    s.told.number("04.pixels.format", page.format());
    s.told.number("04.pixels.pages", page.page_count());
    s.told.fnv("04.pixels.fnv", scor::preview_page(page, 0, 400).png);
}

static void drawn(state &s)
{
    const scor::previewed preview = scor::preview_page(open(s, "ordonnance-tronquee.jpg"), 0, 600);
    s.told.number("04.preview.size", static_cast<std::int64_t>(preview.png.size()));
    s.told.fnv("04.preview.fnv", preview.png);
    s.told.picked("04.preview.faults", preview.json, "faults");
    s.told.picked("04.preview.cut", preview.json, "cut");

    s.told.fnv("04.png", scor::preview_pdf(s.scans[0]->pdf, 0, 96));
    const auto pdf = s.at.data("ordonnance-logiciel.pdf");
    const scor::picture picture = scor::render_pdf(pdf, 0, 50);
    s.told.number("04.render.width", picture.width);
    s.told.number("04.render.height", picture.height);
    s.told.number("04.render.layout", picture.layout);
    s.told.fnv("04.render.fnv", picture.data);
    s.told.error("04.range", [&] { (void)scor::render_pdf(pdf, 5, 50); });
}

static std::string fingerprint(const scor::report &report)
{
    const std::string quoted = pick(report.json(), "fingerprint");
    return quoted.substr(1, quoted.size() - 2);
}

void step_images(state &s)
{
    const scor::document first = open(s, "recto-verso-1.jpg");
    s.told.number("04.scan.format", first.format());
    s.told.number("04.scan.pages", first.page_count());
    s.told.error("04.bound", [&] {
        scor::source_options options = scor::source_options::create();
        options.set(scor::source_option::max_bytes, 1000);
        (void)scor::document::open(s.at.data("recto-verso-1.jpg"), options);
    });
    scanned(s);
    s.scans[1] = scan_of(s, {"ordonnance-photo.jpg"}).run();
    tell_run(s, "04.photo", *s.scans[1]);
    refused(s);
    pixels(s);
    drawn(s);
    const std::string one = fingerprint(s.scans[0]->report), two = fingerprint(s.scans[1]->report);
    const scor::comparison same = scor::compare_fingerprints(one, one), other = scor::compare_fingerprints(one, two);
    s.told.number("04.same.score", same.score);
    s.told.number("04.same.likeness", same.likeness);
    s.told.number("04.other.score", other.score);
    s.told.number("04.other.likeness", other.likeness);
}

void step_piece(state &s)
{
    const scor::scanned &one = *s.scans[0], &two = *s.scans[1];
    scor::piece_parts parts{"P-1", "ORDN", {}, scor::medium::digital, one.pdf, &one.report, NOW};
    s.pieces[0] = scor::piece::create(s.own, parts);
    s.pieces[1] = scor::piece::create(
        s.own, {"P-2", "ORDN", "Photo d'ordonnance", scor::medium::both, two.pdf, &two.report, NOW});
    s.told.text("05.label", s.pieces[0].label());
    s.told.text("05.sha256", s.pieces[0].sha256());
    s.told.number("05.pages", s.pieces[0].pages());
    s.told.number("05.medium", s.pieces[0].medium());
    s.told.number("05.confirmed", s.pieces[0].confirmed_at());
    s.told.fnv("05.pdf", s.pieces[0].pdf());
    s.told.text("05.sha256.2", s.pieces[1].sha256());
    parts.confirmed_at = 0;
    s.told.error("05.unconfirmed", [&] { (void)scor::piece::create(s.own, parts); });
    parts.confirmed_at = NOW;
    parts.type = "XXXX";
    s.told.error("05.type", [&] { (void)scor::piece::create(s.own, parts); });
}

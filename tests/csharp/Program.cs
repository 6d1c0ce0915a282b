using System;
using System.IO;
using System.Text;

/// <summary>scenario ROOT OUT prints the facts; stress ROOT, coverage ROOT OUT and bench: see the classes.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        try
        {
            if (arguments.Length == 3 && arguments[0] == "scenario")
            {
                byte[] facts = Scenario.Run(arguments[1], arguments[2]);
                using (Stream output = Console.OpenStandardOutput()) output.Write(facts, 0, facts.Length);
                return 0;
            }
            if (arguments.Length == 2 && arguments[0] == "stress") return Stress.Run(arguments[1]);
#if SCOR_TRACED
            if (arguments.Length == 3 && arguments[0] == "coverage")
            {
                Scenario.Run(arguments[1], arguments[2]);
                int code = Stress.Run(arguments[1]);
                GC.Collect();
                GC.WaitForPendingFinalizers();
                foreach (string name in Scor.Native.All)
                {
                    if (Scor.Native.Seen.ContainsKey(name)) continue;
                    Console.Error.WriteLine("never called: " + name);
                    code = 1;
                }
                return code;
            }
#endif
            if (arguments.Length == 1 && arguments[0] == "bench") return Bench.Run();
            return 64;
        }
        catch (Exception e)
        {
            Console.Error.WriteLine(e);
            return 1;
        }
    }
}

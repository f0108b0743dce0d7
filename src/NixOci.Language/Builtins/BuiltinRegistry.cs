#pragma warning disable
using NixOci.Language.Evaluation; using NixOci.Language.Values;
namespace NixOci.Language.Builtins;
internal static class BuiltinRegistry { public static BuiltinTable Create(Interpreter I){ var t=new BuiltinTable();
 t.AddValue("true",NixBool.True);t.AddValue("false",NixBool.False);t.AddValue("null",NixNull.Instance);
 t.Add("__sub",(s,a,b)=>NixInt.Of(a.ForceInt(s)-b.ForceInt(s))); t.Add("__mul",(s,a,b)=>NixInt.Of(a.ForceInt(s)*b.ForceInt(s))); t.Add("__div",(s,a,b)=>NixInt.Of(a.ForceInt(s)/b.ForceInt(s))); t.Add("__add",(s,a,b)=>NixInt.Of(a.ForceInt(s)+b.ForceInt(s)));t.Add("__lessThan",(s,a,b)=>NixBool.Of(ValueComparer.Less(s,a,b)));
 t.Add("__genList",(s,f,n)=>{ var r=new Value[n.ForceInt(s)]; for(int i=0;i<r.Length;i++) r[i]=Thunk.Apply(f,NixInt.Of(i)); return new NixList(r);} );
 t.Add("__foldl'",(s,f,z,l)=>{ var acc=z; foreach(var x in l.ForceList(s).Items) acc=f.Call(s,acc,x); return acc.Force(); });
 t.Add("map",(s,f,l)=>{ var it=l.ForceList(s).Items; var r=new Value[it.Length]; for(int i=0;i<r.Length;i++) r[i]=Thunk.Apply(f,it[i]); return new NixList(r);} );
 t.Add("__filter",(s,f,l)=>{ var r=new List<Value>(); foreach(var x in l.ForceList(s).Items) if(f.Call(s,x).ForceBool(s)) r.Add(x); return NixList.Of(r);} );
 t.Add("__concatMap",(s,f,l)=>{ var r=new List<Value>(); foreach(var x in l.ForceList(s).Items) r.AddRange(f.Call(s,x).ForceList(s).Items); return NixList.Of(r);} );
 t.Add("__length",(s,l)=>NixInt.Of(l.ForceList(s).Count)); t.Add("__elemAt",(s,l,n)=>l.ForceList(s)[(int)n.ForceInt(s)].Force()); t.Add("__seq",(s,a,b)=>{a.Force();return b.Force();});
 t.Add("toString",(s,a)=>I.Coercion.ToNixString(s,a,CoercionMode.More|CoercionMode.CopyToStore,""));
 t.Add("__listToAttrs",(s,l)=>{ var b=new AttrSetBuilder(); foreach(var x in l.ForceList(s).Items){ var a=x.ForceAttrs(s); b.Add(a["name"]!.ForceString(s).AsSymbol(),a["value"]!);} return b.Build(); });
 t.Add("__attrNames",(s,a)=>{ var r=new List<Value>(); foreach(var (n,_) in a.ForceAttrs(s).ByName) r.Add(new NixString(n.Text)); return NixList.Of(r);} );
 t.Add("__sort",(s,f,l)=>{ var r=new List<Value>(l.ForceList(s).Items); r.Sort((x,y)=>f.Call(s,x,y).ForceBool(s)?-1:f.Call(s,y,x).ForceBool(s)?1:0); return NixList.Of(r); });
 t.Add("__all",(s,f,l)=>{ foreach(var x in l.ForceList(s).Items) if(!f.Call(s,x).ForceBool(s)) return NixBool.False; return NixBool.True;});
 t.Add("__trace",(s,a,b)=>b.Force()); t.Add("throw",(s,a)=>throw new ThrownException(a.ForceString(s).Text));
 return t; } }
